// The map of methods: another reading, filters, order, families and cells that open. The page shows the usual reading
// as it was written; the data come when somebody asks for more than that.
"use strict";
{
  const { bind, count, isPlain, list, load, name, open, service } = interpkb.views;
  const form = document.getElementById("map-form");
  const map = document.getElementById("map-table");
  const legends = document.querySelector(".kb-legends");
  const families = document.getElementById("map-families");
  const status = document.getElementById("map-status");
  const goals = [...map.querySelectorAll("thead th[data-id]")].map((head) => head.dataset.id);
  const groups = [...map.querySelectorAll("tbody")].map((body) =>
    ({ body, rows: [...body.rows].filter((row) => row.dataset.id), family: body.closest("details") }));
  const rows = groups.flatMap((group) => group.rows);
  const keyOf = (family) => family.id.replace("family-", "");
  let methods = null;
  let dimensions = null;
  let order = null;
  let latest = null; // the state that is asked for

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
    const ofCells = state.by || state.strength || state.known || state.differ;
    row.hidden = !name(id).toLowerCase().includes(words) || !stands(id, state)
      || (Boolean(ofCells) && figures.every((value) => value === null));
    return figures;
  }

  // Puts rows, and families by the best of their rows, in the order of one goal; without, as they were written.
  function sort(figures, goal) {
    const i = goals.indexOf(goal);
    const height = (row) => (i < 0 || row.hidden ? -1 : figures.get(row)[i] ?? -1);
    const best = new Map(groups.map((group) => [group, Math.max(...group.rows.map(height))]));
    for (const { body, rows: written } of groups) body.append(...[...written].sort((a, b) => height(b) - height(a)));
    const ordered = groups.filter(({ family }) => family).sort((a, b) => best.get(b) - best.get(a));
    families.append(...ordered.map(({ family }) => family));
  }

  const narrowed = ({ look, order: by, cell, open: opened, all, ...filters }) => Object.values(filters).some(Boolean);

  // Opens what a reader opened, and whatever still holds a method while the map is narrowed; and counts what is shown.
  function unfold(state) {
    const opened = list(state.open);
    for (const { body, rows: written, family } of groups) {
      const left = written.filter((row) => !row.hidden).length;
      body.hidden = !left;
      if (!family) continue;
      family.hidden = !left;
      family.open = Boolean(state.all) || narrowed(state) || opened.includes(keyOf(family));
      family.querySelector(".kb-hint").textContent = left < written.length ? `${left} of ${written.length} more` : `${left} more`;
    }
    const shown = rows.filter((row) => !row.hidden);
    const cells = shown.reduce((sum, row) => sum + row.querySelectorAll("a.kb-cell:not([hidden])").length, 0);
    status.textContent = `${count(shown.length, "method")} of ${rows.length}, ${count(cells, "cell")} filled`;
  }

  function redraw(state) {
    const figures = new Map(rows.map((row) => [row, drawRow(row, state)]));
    sort(figures, state.order);
    unfold(state);
  }

  // Does something with the data, as soon as they are there.
  async function withData(act) {
    map.setAttribute("aria-busy", "true");
    try {
      await load("names", "methods");
    } catch (error) {
      status.textContent = error.message;
      return;
    } finally {
      map.removeAttribute("aria-busy");
    }
    ({ methods, dimensions, order } = interpkb.data.methods);
    act();
  }

  function update(state) {
    latest = state;
    // The legend is drawn as the map is.
    for (const drawn of [map, legends]) drawn.classList.toggle("kb-lines", state.look === "lines");
    map.classList.toggle("kb-flat", Boolean(state.order));
    const founding = document.getElementById("map-founding");
    if (founding) {
      founding.hidden = state.by !== founding.dataset.source;
      document.getElementById("map-today").hidden = !founding.hidden;
    }
    if (methods || state.order || narrowed(state)) withData(() => redraw(latest));
    else unfold(state);
  }

  function show(cell) {
    const [method, goal] = cell.split("/");
    withData(() => {
      if (!methods[method]?.serves[goal]) return;
      open(`${name(method)}: ${name(goal)}`, service(method, goal), () => set({ cell: "" }));
    });
  }

  // Opens or closes a family, which the address then says.
  function turn(family, opening) {
    const opened = new Set(list(latest.open));
    opened[opening ? "add" : "delete"](keyOf(family));
    set({ open: [...opened].join(",") });
  }

  let set = () => {};
  set = bind(form, update, show);
  const asked = document.getElementById(location.hash.slice(1));
  if (families.contains(asked)) turn(asked, true);
  map.addEventListener("click", (event) => {
    if (!isPlain(event)) return;
    const summary = event.target.closest("summary");
    const link = event.target.closest("a");
    const cell = link?.closest("td");
    if (summary && !latest.all && !narrowed(latest)) {
      event.preventDefault();
      turn(summary.parentElement, !summary.parentElement.open);
    } else if (cell) {
      event.preventDefault();
      set({ cell: `${cell.parentElement.dataset.id}/${goals[cell.cellIndex - 1]}` });
    } else if (link?.hash.startsWith("#family-")) {
      turn(document.getElementById(link.hash.slice(1)), true);
    }
  });
}
