// The map of methods: another reading, filters, order, and cells that open.
"use strict";
{
  const { bind, count, isPlain, list, name, open, service } = interpkb.views;
  const { methods, dimensions, order } = interpkb.data.methods;
  const form = document.getElementById("map-form");
  const table = document.getElementById("map-table");
  const goals = [...table.querySelectorAll("thead th[data-id]")].map((head) => head.dataset.id);
  const written = [...table.tBodies].map((body) => ({ body, rows: [...body.rows] }));

  // The figure that a reading gives a method and a goal; null when it gives none.
  function figure(method, goal, by) {
    const found = methods[method].serves[goal];
    if (!found) return null;
    if (!by) return interpkb.picking.service(found.said).strength;
    const own = found.said.filter(([who]) => who === by).map(([, strength]) => strength);
    return own.length ? Math.max(...own) : null;
  }

  const differs = (found) => new Set(found.said.map(([, strength]) => strength)).size > 1;

  function cellShown(method, goal, state, value) {
    const found = methods[method].serves[goal];
    if (value === null || (state.strength && value < Number(state.strength))) return false;
    if (state.known && order.indexOf(found.verdict) < order.indexOf(state.known)) return false;
    return !state.differ || differs(found);
  }

  function stands(method, state) {
    return Object.keys(dimensions).every((dimension) => {
      const asked = list(state[dimension]);
      return !asked.length || asked.some((value) => methods[method].at[dimension]?.includes(value));
    });
  }

  function drawCell(cell, value, shown) {
    const link = cell.firstElementChild;
    if (!link) return;
    link.hidden = !shown;
    if (value === null) return;
    link.className = link.className.replace(/kb-s\d/, `kb-s${value}`);
    link.textContent = value;
    link.setAttribute("aria-label", link.getAttribute("aria-label").replace(/^\d/, value));
  }

  // Redraws one row, and gives its figures where they are shown.
  function drawRow(row, state) {
    const id = row.dataset.id;
    const figures = goals.map((goal, i) => {
      const value = figure(id, goal, state.by);
      const shown = cellShown(id, goal, state, value);
      drawCell(row.cells[i + 1], value, shown);
      return shown ? value : null;
    });
    const words = state.q.toLowerCase();
    const narrowed = state.by || state.strength || state.known || state.differ;
    row.hidden = !name(id).toLowerCase().includes(words) || !stands(id, state)
      || (Boolean(narrowed) && figures.every((value) => value === null));
    return figures;
  }

  // Puts families and the rows in them in the order of one goal; without, as they were written.
  function sort(figures, goal) {
    const i = goals.indexOf(goal);
    const height = (row) => (i < 0 || row.hidden ? -1 : figures.get(row)?.[i] ?? -1);
    const groups = written.map(({ body, rows }) => {
      const ordered = i < 0 ? rows : [...rows].sort((a, b) => height(b) - height(a));
      const heading = ordered.find((row) => row.classList.contains("kb-family"));
      body.append(...(heading ? [heading, ...ordered.filter((row) => row !== heading)] : ordered));
      return { body, best: Math.max(...rows.map(height)) };
    });
    if (i >= 0) groups.sort((a, b) => b.best - a.best);
    table.append(...groups.map(({ body }) => body));
  }

  function update(state) {
    const figures = new Map();
    for (const { body, rows } of written) {
      const methodRows = rows.filter((row) => row.dataset.id);
      for (const row of methodRows) figures.set(row, drawRow(row, state));
      body.hidden = methodRows.every((row) => row.hidden);
    }
    sort(figures, state.order);
    table.classList.toggle("kb-lines", state.look === "lines");
    table.classList.toggle("kb-flat", Boolean(state.order));
    const founding = document.getElementById("map-founding");
    if (founding) {
      founding.hidden = state.by !== founding.dataset.source;
      document.getElementById("map-today").hidden = !founding.hidden;
    }
    const shown = [...figures.keys()].filter((row) => !row.hidden);
    const cells = shown.reduce((sum, row) => sum + figures.get(row).filter((value) => value !== null).length, 0);
    document.getElementById("map-status").textContent =
      `${count(shown.length, "method")} of ${figures.size}, ${count(cells, "cell")} filled`;
  }

  function show(cell) {
    const [method, goal] = cell.split("/");
    if (methods[method]?.serves[goal]) {
      open(`${name(method)}: ${name(goal)}`, service(method, goal), () => set({ cell: "" }));
    }
  }

  let set = () => {};
  set = bind(form, update, show);
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (!cell || !event.target.closest("a") || !isPlain(event)) return;
    event.preventDefault();
    set({ cell: `${cell.parentElement.dataset.id}/${goals[cell.cellIndex - 1]}` });
  });
}
