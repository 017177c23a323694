// Gaps: cross any two or three axes, and see the empty cells; needs by how well they must be met.
"use strict";
{
  const { bind, count, element, link, name, open } = interpkb.views;
  const { methods, agendas } = interpkb.data;
  const { cells, valuesOf } = interpkb.crossing;
  const form = document.getElementById("gaps-form");

  const nodeOf = (axis, value) => (axis === "goal" ? value : `${axis}/${value}`);
  const called = (axis) => (axis === "goal" ? "Goal" : name(axis));

  const crossed = (state) => [...new Set([state.rows, state.columns, state.third].filter(Boolean))];

  function show(cell, state) {
    const axes = crossed(state);
    const found = axes.length > 1 && cells(methods, agendas, axes).find((one) => one.values.join("+") === cell);
    if (!found) return;
    const listed = (title, ids) => [element("h3", {}, `${title} (${ids.length})`), element("ul", {}, ids.map((id) => element("li", {}, link(id))))];
    const title = found.values.map((value, i) => name(nodeOf(axes[i], value))).join(", ");
    const content = [
      found.methods.length ? null : element("p", {}, "No method recorded here stands at all of these."),
      ...(found.methods.length ? listed("Methods", found.methods) : []),
      ...(found.wantedBy.length ? listed("Needs that want a method here", found.wantedBy) : []),
    ].filter(Boolean);
    open(title, content, () => set({ cell: "" }));
  }

  function cell(found, state) {
    const wanted = found.wantedBy.length;
    const id = found.values.join("+");
    if (found.methods.length) {
      const shade = `kb-s${Math.min(found.methods.length, 3)}`;
      const dim = state.wanted ? " kb-dim" : "";
      return element("td", {}, element("button", { type: "button", class: `kb-cell ${shade}${dim}`, "data-cell": id }, String(found.methods.length)));
    }
    if (state.wanted && !wanted) return element("td");
    const text = wanted ? `empty, ${wanted} ${wanted === 1 ? "wants" : "want"} it` : "empty";
    return element("td", {}, element("button", { type: "button", class: "kb-cell kb-hole", "data-cell": id }, text));
  }

  function table(found, axes, rest, state) {
    const [rows, columns] = axes;
    const at = new Map(found.map((one) => [one.values.join("+"), one]));
    const head = valuesOf(methods, columns).map((value) => element("th", { scope: "col" }, link(nodeOf(columns, value))));
    const body = valuesOf(methods, rows).map((row) =>
      element("tr", {}, element("th", { scope: "row" }, link(nodeOf(rows, row))),
        valuesOf(methods, columns).map((column) => cell(at.get([row, column, ...rest].join("+")), state))));
    const label = `${called(rows)} crossed with ${called(columns)}${rest.length ? `, ${name(nodeOf(axes[2], rest[0]))}` : ""}`;
    return element("div", { class: "kb-scroll", tabindex: "0", role: "region", "aria-label": label },
      element("table", { class: "kb-table kb-matrix kb-grid" },
        element("thead", {}, element("tr", {}, element("th", { scope: "col" }, called(rows)), head)),
        element("tbody", {}, body)));
  }

  function update(state) {
    const axes = crossed(state);
    const place = document.getElementById("gaps-cells");
    const status = document.getElementById("gaps-status");
    if (axes.length < 2) {
      place.replaceChildren();
      status.textContent = "Choose two different dimensions.";
      return;
    }
    const found = cells(methods, agendas, axes);
    const empty = found.filter((one) => !one.methods.length);
    const wanted = empty.filter((one) => one.wantedBy.length);
    status.textContent = `${count(empty.length, "empty cell")} of ${found.length}; of these some need wants ${wanted.length} filled`;
    const parts = axes.length === 2 ? [table(found, axes, [], state)]
      : valuesOf(methods, axes[2]).flatMap((value) => [element("h3", {}, link(nodeOf(axes[2], value))), table(found, axes, [value], state)]);
    place.replaceChildren(...parts);
  }

  let set = () => {};
  if (form) {
    set = bind(form, update, show);
    document.getElementById("gaps-cells").addEventListener("click", (event) => {
      const { cell: id } = event.target.dataset;
      if (id) set({ cell: id });
    });
  }

  bind(document.getElementById("needs-form"), ({ bar }) => {
    const rows = [...document.querySelectorAll("#needs-table tbody tr")];
    for (const row of rows) row.hidden = Number(row.dataset.rank) >= methods.order.indexOf(bar);
    document.getElementById("needs-status").textContent = count(rows.filter((row) => !row.hidden).length, "need");
  });
}
