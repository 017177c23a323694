// The map of agendas: filters, and cells that open.
"use strict";
{
  const { bind, count, element, isPlain, joined, link, list, name, open, strength, verdict, who } = interpkb.views;
  const { methods, dimensions } = interpkb.data.methods;
  const { agendas, needs } = interpkb.data.agendas;
  const form = document.getElementById("agendas-form");
  const table = document.getElementById("agendas-table");
  const families = [...table.querySelectorAll("thead th[data-id]")].map((head) => head.dataset.id);

  function wanted(id, state) {
    const need = needs[id];
    if (state.goal && !need.goals.includes(state.goal)) return false;
    if (state.help && need.help !== state.help) return false;
    if (state.unmet && (need.fitting.length || need.help === "unlikely")) return false;
    return Object.keys(dimensions).every((dimension) => {
      const asked = list(state[dimension]);
      return !asked.length || asked.some((value) => need.requires[dimension]?.includes(value));
    });
  }

  function update(state) {
    let shown = 0;
    let all = 0;
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => row.dataset.id);
      for (const row of rows) {
        row.hidden = (Boolean(state.agenda) && body.dataset.id !== state.agenda) || !wanted(row.dataset.id, state);
        all += 1;
        if (!row.hidden) shown += 1;
      }
      body.hidden = rows.every((row) => row.hidden);
    }
    table.classList.toggle("kb-lines", state.look === "lines");
    for (const row of document.querySelectorAll("#agenda-kinds tbody tr")) {
      row.hidden = Boolean(state.agenda) && row.dataset.id !== state.agenda;
    }
    document.getElementById("agendas-status").textContent = `${count(shown, "need")} of ${all}`;
  }

  // One method as an answer to a need: through the goal that it serves best among those asked for.
  function answer(method, need) {
    const [goal, service] = need.goals
      .filter((id) => methods[method].serves[id])
      .map((id) => [id, methods[method].serves[id]])
      .sort((a, b) => interpkb.picking.service(b[1].said).strength - interpkb.picking.service(a[1].said).strength)[0];
    const { strength: figure, because } = interpkb.picking.service(service.said);
    const fails = methods[method].failures.slice(0, 3).map((id) => link(id));
    return element("li", {},
      link(method), " ", strength(figure), " ", verdict(service.verdict), " ", name(goal), ": ", because ?? "unargued",
      fails.length ? [" Suffers ", ...joined(fails), "."] : null);
  }

  function show(cell) {
    const [id, family] = cell.split(":");
    if (agendas[id]) {
      showKind(id, family);
      return;
    }
    const need = needs[id];
    if (!need || !families.includes(family)) return;
    const fitting = need.fitting.filter((method) => methods[method].family === family);
    const forward = need.forward.filter(([method]) => methods[method].family === family);
    const content = [
      element("p", {}, "Of the family ", link(family), ", ", count(fitting.length, "method"),
        fitting.length === 1 ? " meets" : " meet", " all that ", link(id), " requires."),
      element("ol", {}, fitting.map((method) => answer(method, need))),
      forward.length ? element("p", {}, "Put forward for it: ",
        ...joined(forward.map(([method, by]) => element("span", {}, link(method), " ", who(by))))) : null,
      element("p", { class: "kb-meta" }, "The need with all its answers: ", link(id), "."),
    ].filter(Boolean);
    open(`${name(id)}: ${name(family)}`, content, () => set({ cell: "" }));
  }

  // The needs of an agenda that accept a value.
  function showKind(agenda, node) {
    const [dimension, value] = node.split("/");
    const ids = agendas[agenda].needs.filter((id) => needs[id].requires[dimension]?.includes(value));
    open(`${name(agenda)}: ${name(node)}`, [
      element("p", {}, count(ids.length, "need"), ids.length === 1 ? " accepts " : " accept ", link(node), "."),
      element("ul", {}, ids.map((id) => element("li", {}, link(id)))),
    ], () => set({ cell: "" }));
  }

  let set = () => {};
  set = bind(form, update, show);
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (!cell || !event.target.closest("a") || !isPlain(event)) return;
    event.preventDefault();
    set({ cell: `${cell.parentElement.dataset.id}:${families[cell.cellIndex - 1]}` });
  });
  document.getElementById("agenda-kinds").addEventListener("click", (event) => {
    const cell = event.target.closest("a[data-value]");
    if (!cell || !isPlain(event)) return;
    event.preventDefault();
    set({ cell: `${cell.closest("tr").dataset.id}:${cell.dataset.value}` });
  });
}
