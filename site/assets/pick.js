// Pick a method: the list of those that fit, and up to six side by side.
"use strict";
{
  const { bind, count, element, joined, link, list, name, open, service, strength, verdict, who } =
    interpkb.views;
  const { methods: data, agendas } = interpkb.data;
  const { pick, culprits } = interpkb.picking;
  const form = document.getElementById("pick-form");
  const results = document.getElementById("pick-results");
  const compared = document.getElementById("pick-compared");
  const MOST = 6;
  const AT_ONCE = 25;
  let shownAtMost = AT_ONCE;

  function conditions(state) {
    const dimensions = Object.keys(data.dimensions).filter((id) => state[id]);
    return {
      goals: list(state.goal),
      have: Object.fromEntries(dimensions.map((id) => [id, list(state[id])])),
      agenda: state.need ? null : state.agenda,
      need: state.need,
      minStrength: Number(state.strength),
      minVerdict: state.known,
    };
  }

  // Gathers picks by method, which keep the order of each method's best.
  function byMethod(picks) {
    const found = new Map();
    for (const one of picks) found.set(one.method, [...(found.get(one.method) ?? []), one]);
    return [...found];
  }

  const few = (ids, most) => [
    ...joined(ids.slice(0, most).map((id) => link(id))), ids.length > most ? ` and ${ids.length - most} more` : null,
  ].filter(Boolean);

  function line(one) {
    return element("li", {},
      strength(one.strength), " ", link(one.goal), " ", verdict(one.verdict), " ",
      one.because ?? element("span", { class: "kb-none" }, "unargued"), " ", who(one.by),
      one.needs.length ? element("div", { class: "kb-meta" }, "answers ", ...few(one.needs, 4)) : null);
  }

  function card(id, picks, chosen) {
    const { failures } = data.methods[id];
    const box = element("input", { type: "checkbox", value: id });
    box.checked = chosen.includes(id);
    box.disabled = !box.checked && chosen.length >= MOST;
    return element("li", { class: "kb-pick" },
      element("p", { class: "kb-row" },
        element("strong", {}, link(id)),
        data.methods[id].class ? element("span", { class: "kb-chip" }, "class") : null,
        element("label", { class: "kb-compare" }, box, " compare")),
      element("ul", { class: "kb-said" }, picks.slice(0, 4).map(line)),
      picks.length > 4 ? element("p", { class: "kb-meta" }, `and ${count(picks.length - 4, "goal")} more`) : null,
      failures.length ? element("p", { class: "kb-meta" }, "Suffers ", ...few(failures, 4)) : null);
  }

  function nothing(wanted) {
    const ways = culprits(data, agendas, wanted).map(([condition, n]) => {
      const called = data.dimensions[condition] ? `what you say of ${name(condition).toLowerCase()}` : `the least ${condition}`;
      return element("li", {}, `without ${called} there would be ${n}`);
    });
    return [element("p", {}, "No method meets all of this", ways.length ? ":" : ", nor all but one of the conditions."),
      element("ul", {}, ways)];
  }

  function openOnes(unassessed) {
    if (!unassessed.length) return null;
    return element("details", { class: "kb-more" },
      element("summary", {}, `Left open: ${count(unassessed.length, "method")} that nobody has assessed on what you name`),
      element("ul", {}, unassessed.map(([id, missing]) =>
        element("li", {}, link(id), " is not assessed on ", ...joined(missing.map((dimension) => link(dimension)))))));
  }

  function draw(state) {
    const wanted = conditions(state);
    const chosen = list(state.compare);
    const found = pick(data, agendas, wanted);
    const cards = byMethod(found.picks).filter(([id]) => !state.classes || !data.methods[id].class);
    const shown = cards.slice(0, shownAtMost);
    const more = element("button", { type: "button", class: "kb-button" }, `Show ${Math.min(AT_ONCE, cards.length - shown.length)} more`);
    more.addEventListener("click", () => {
      shownAtMost += AT_ONCE;
      draw(state);
    });
    results.replaceChildren(
      element("h2", {}, "Methods that fit"),
      ...(cards.length ? [element("ol", { class: "kb-picks" }, shown.map(([id, picks]) => card(id, picks, chosen)))] : nothing(wanted)),
      ...[cards.length > shown.length ? more : null, openOnes(found.unassessed)].filter(Boolean));
    document.getElementById("pick-status").textContent = cards.length ? `${count(cards.length, "method")} fit${cards.length === 1 ? "s" : ""}` : "No method fits";
  }

  // -- Side by side

  function caseCell(id, goal) {
    const found = data.methods[id].serves[goal];
    if (!found) return element("td", {}, element("span", { class: "kb-none" }, "not assessed"));
    const figure = interpkb.picking.service(found.said);
    const tested = count((found.for?.length ?? 0) + (found.against?.length ?? 0), "finding");
    const button = element("button", { type: "button", class: "kb-link", "data-cell": `${id}/${goal}` }, tested);
    return element("td", {}, strength(figure.strength), " ", verdict(found.verdict), element("br"), button,
      found.largest ? ` up to ${found.largest}` : null);
  }

  function placeCell(id, dimension) {
    const at = data.methods[id].at[dimension];
    if (!at) return element("td", {}, element("span", { class: "kb-none" }, "not assessed"));
    return element("td", {}, ...joined(at.map((value) => link(`${dimension}/${value}`))));
  }

  function needsMet(id) {
    const met = Object.keys(agendas.needs).filter((need) => agendas.needs[need].fitting.includes(id));
    return element("td", {}, ...(met.length ? few(met, 3) : [element("span", { class: "kb-none" }, "none recorded")]));
  }

  function table(ids, goals) {
    const row = (head, cell) => element("tr", {}, element("th", { scope: "row" }, head), ids.map(cell));
    const part = (title, rows) => element("tbody", {},
      element("tr", { class: "kb-family" }, element("th", { scope: "rowgroup", colspan: ids.length + 1 }, title)), rows);
    const heads = ids.map((id) => {
      const drop = element("button", { type: "button", class: "kb-link", "data-drop": id, "aria-label": `take away ${name(id)}` }, "take away");
      return element("th", { scope: "col" }, link(id), element("br"), drop);
    });
    const used = Object.keys(data.dimensions).filter((dimension) => ids.some((id) => data.methods[id].at[dimension]));
    return element("table", { class: "kb-table kb-matrix kb-grid kb-side-by-side" },
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Compared"), heads)),
      part("What it helps with", goals.map((goal) => row(link(goal), (id) => caseCell(id, goal)))),
      part("Where it stands", used.map((dimension) => row(link(dimension), (id) => placeCell(id, dimension)))),
      part("And", [
        row("May fail by", (id) => element("td", {}, ...(data.methods[id].failures.length ? few(data.methods[id].failures, 5) : [element("span", { class: "kb-none" }, "none recorded")]))),
        row("Meets the needs", needsMet),
      ]));
  }

  function compare(state) {
    const ids = list(state.compare).filter((id) => data.methods[id]).slice(0, MOST);
    compared.hidden = !ids.length;
    const wanted = list(state.goal);
    const goals = data.goals.filter((goal) => (!wanted.length || wanted.includes(goal)) && ids.some((id) => data.methods[id].serves[goal]));
    compared.replaceChildren(element("h2", {}, "Side by side"),
      ids.length < MOST ? element("p", { class: "kb-meta" }, `Tick “compare” beside a method below to add it, up to ${MOST}.`) : element("p", { class: "kb-meta" }, `${MOST} is the most that fit.`),
      element("div", { class: "kb-scroll", tabindex: "0", role: "region", "aria-label": "Methods side by side" }, table(ids, goals)));
  }

  // Needs of other agendas can't be chosen once an agenda is.
  function narrowNeeds(state) {
    for (const option of form.elements.need.options) {
      option.hidden = Boolean(state.agenda) && Boolean(option.value) && option.value.split("/")[0] !== state.agenda;
    }
  }

  function update(state) {
    document.getElementById("pick-written").hidden = true;
    results.hidden = false;
    narrowNeeds(state);
    draw(state);
    compare(state);
  }

  function show(cell) {
    const [method, goal] = cell.split("/");
    if (data.methods[method]?.serves[goal]) {
      open(`${name(method)}: ${name(goal)}`, service(method, goal), () => set({ cell: "" }));
    }
  }

  let set = () => {};
  set = bind(form, update, show);
  form.addEventListener("input", () => (shownAtMost = AT_ONCE));
  form.elements.agenda.addEventListener("change", () => {
    const { agenda, need } = form.elements;
    if (agenda.value && need.value && need.value.split("/")[0] !== agenda.value) set({ need: "" });
  });
  results.addEventListener("change", (event) => {
    const chosen = list(form.elements.compare.value).filter((id) => id !== event.target.value);
    set({ compare: (event.target.checked ? [...chosen, event.target.value] : chosen).join(",") });
    results.querySelector(`input[value="${event.target.value}"]`)?.focus();
  });
  compared.addEventListener("click", (event) => {
    const { cell, drop } = event.target.dataset;
    if (cell) set({ cell });
    if (drop) set({ compare: list(form.elements.compare.value).filter((id) => id !== drop).join(",") });
  });
}
