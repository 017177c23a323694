// The explorer of the graph: draws what the form asks for, and keeps that in the address of the page.
// Columns and their order come from the data, which the build lays out; nothing here moves by itself.
"use strict";
(() => {
  const { kinds, folders, suffix, layers, relations, verdicts, entries, links } = interpkb.data.network;
  const PILL = 215, PILL_TALL = 18, GAP = 130, ROW = 23, TOP = 34, LETTERS = 32; // as in pages/explorer.py
  const MOST = 160, MOST_LINKS = 500;
  const form = document.getElementById("explore");
  const picture = document.getElementById("explore-picture");
  const table = document.getElementById("explore-table");
  const said = document.getElementById("explore-said");
  const first = { picture: [...picture.childNodes], table: [...table.childNodes], said: said.textContent };
  const atFirst = { kind: ["goal", "method", "agenda"], classes: true, least: "2" };
  const numbers = new Map([...entries.map(([, , name], i) => [name.toLowerCase(), i]), ...entries.map(([id], i) => [id, i])]);
  const layerOfClasses = layers.indexOf("Classes of methods");
  const near = entries.map(() => []);
  for (const [start, , end] of links) {
    near[start].push(end);
    near[end].push(start);
  }

  const make = (name, attributes, ...inner) => {
    const svg = ["svg", "path", "rect", "text", "title"].includes(name) || attributes.svg;
    const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (key !== "svg") node.setAttribute(key, value);
    node.append(...inner);
    return node;
  };
  const address = (entry) => `${interpkb.root}${folders[entry[1]]}/${entry[0]}${suffix}`;
  const anchor = (entry, attributes, ...inner) => make("a", { href: address(entry), ...attributes }, ...inner);

  function asked() {
    const given = new FormData(form);
    return {
      around: numbers.get(given.get("around").trim().toLowerCase()) ?? null,
      depth: Number(given.get("depth")),
      kind: given.getAll("kind"),
      classes: given.has("classes"),
      relation: relations.findIndex(([name]) => name === given.get("relation")),
      verdict: verdicts.indexOf(given.get("verdict")),
      least: Number(given.get("least")) || 1,
    };
  }

  // How far each entry near another is from it: to the left what stands to its left in the picture of the whole.
  function around(want, good) {
    const column = new Map([[want.around, 0]]);
    for (let step = 1; step <= want.depth; step++) {
      const reached = new Map(column);
      for (const [start, , end] of good) {
        for (const [from, to] of [[start, end], [end, start]]) {
          if (!reached.has(from) || column.has(to)) continue;
          const side = Math.sign(reached.get(from)) || (entries[to][3] < entries[want.around][3] ? -1 : 1);
          column.set(to, side * step);
        }
      }
    }
    return column;
  }

  // Which entries and links are asked for. Around an entry, kinds narrow what is found, never the entry itself.
  function find(want) {
    const fits = (i) => {
      const [, kind, , layer] = entries[i];
      return want.kind.includes(kinds[kind]) && !(want.classes && kinds[kind] === "method" && layer !== layerOfClasses);
    };
    const good = links.filter(
      // Links between claims have no verdict of their own: there the verdicts on both claims count.
      ([start, relation, end, strength, verdict]) =>
        (want.relation < 0 || relation === want.relation) && (want.verdict < 0 || verdict === want.verdict || (verdict < 0 && entries[start][4] === want.verdict && entries[end][4] === want.verdict)) && (strength < 0 || strength >= want.least),
    );
    const column = want.around === null ? null : around(want, good);
    let shown = new Set([...(column?.keys() ?? entries.keys())].filter((i) => i === want.around || fits(i)));
    let joined = good.filter(
      ([start, , end]) =>
        shown.has(start) && shown.has(end) && (!column || Math.abs(column.get(start) - column.get(end)) === 1),
    );
    if (want.relation >= 0 || want.verdict >= 0) {
      const touched = new Set(joined.flatMap(([start, , end]) => [start, end]));
      shown = new Set([...shown].filter((i) => touched.has(i) || i === want.around || (want.relation < 0 && entries[i][4] === want.verdict)));
    }
    const found = shown.size;
    if (found > MOST) {
      const far = (i) => Math.abs(column?.get(i) ?? 0);
      const best = [...shown].sort((a, b) => far(a) - far(b) || near[b].length - near[a].length || a - b);
      shown = new Set(best.slice(0, MOST));
      joined = joined.filter(([start, , end]) => shown.has(start) && shown.has(end));
    }
    const all = joined.length;
    if (all > MOST_LINKS) joined = joined.sort((a, b) => b[4] - a[4] || b[3] - a[3]).slice(0, MOST_LINKS);
    return { shown, joined, found, all, column };
  }

  function line([start, , end, strength, verdict], places) {
    let [[x1, y1], [x2, y2]] = [places.get(start), places.get(end)];
    let bend;
    if (x1 === x2) {
      x1 = x2 = x1 + PILL;
      bend = `${x1 + 40} ${y1} ${x1 + 40} ${y2}`;
    } else {
      if (x1 > x2) [x1, y1, x2, y2] = [x2, y2, x1, y1];
      x1 += PILL;
      const middle = Math.floor((x1 + x2) / 2);
      bend = `${middle} ${y1} ${middle} ${y2}`;
    }
    return make("path", {
      class: `kb-edge${verdict < 0 ? "" : ` kb-e-${verdicts[verdict]}`}`,
      "data-ends": `${entries[start][0]} ${entries[end][0]}`,
      "stroke-width": 0.8 + Math.max(0, strength) * 0.7,
      d: `M${x1} ${y1}C${bend} ${x2} ${y2}`,
    });
  }

  function pill(i, x, y, isCentre) {
    const [id, kind, name] = entries[i];
    const short = name.length <= LETTERS ? name : `${name.slice(0, LETTERS - 1).trimEnd()}…`;
    return anchor(
      entries[i],
      { svg: true, class: `kb-n-${kinds[kind]}${isCentre ? " kb-centre" : ""}`, "data-id": id },
      make("title", {}, name),
      make("rect", { x, y: y - PILL_TALL / 2, width: PILL, height: PILL_TALL, rx: 5 }),
      make("text", { x: x + 8, y: y + 4 }, short),
    );
  }

  function draw({ shown, joined, column }, centre) {
    const far = { 0: "", 1: "1 link away", 2: "2 links away" };
    const heads = column ? [-2, -1, 0, 1, 2].map((at) => [far[Math.abs(at)], at]) : layers.map((name, layer) => [name, layer]);
    const columns = heads.map(([name, at]) => [
      name,
      [...shown].filter((i) => (column ? column.get(i) : entries[i][3]) === at).sort((a, b) => a - b),
    ]);
    const used = columns.filter(([, ids]) => ids.length);
    const tall = Math.max(0, ...used.map(([, ids]) => ids.length)) * ROW;
    const wide = Math.max(PILL, used.length * (PILL + GAP) - GAP);
    const places = new Map();
    used.forEach(([, ids], column) =>
      ids.forEach((id, i) => places.set(id, [column * (PILL + GAP), TOP + Math.round(((i + 0.5) / ids.length) * tall)])),
    );
    return make(
      "svg",
      { class: "kb-net", viewBox: `0 0 ${wide} ${TOP + tall}`, width: wide, height: TOP + tall, role: "group", "aria-label": "The entries asked for, and the links between them" },
      ...used.map(([name], column) => make("text", { class: "kb-rel", x: column * (PILL + GAP), y: 14 }, name)),
      ...joined.map((link) => line(link, places)),
      ...[...places].map(([i, [x, y]]) => pill(i, x, y, i === centre)),
    );
  }

  const row = ([start, relation, end, strength, verdict]) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, anchor(entries[start], {}, entries[start][2])),
      make("td", {}, relations[relation][0].replaceAll("-", " ")),
      make("td", {}, anchor(entries[end], {}, entries[end][2])),
      make("td", {}, strength < 0 ? "–" : String(strength)),
      make("td", {}, verdict < 0 ? "–" : verdicts[verdict]),
    );

  const linksOf = ({ joined, all }) => (all > joined.length ? `${joined.length} of the ${all.toLocaleString("en")} links` : all === 1 ? "the one link" : `the ${all} links`);

  function show() {
    const given = new FormData(form);
    const isFirst = new URLSearchParams(given).toString() === initial;
    if (isFirst) {
      picture.replaceChildren(...first.picture);
      table.replaceChildren(...first.table);
      said.textContent = first.said;
    } else {
      const want = asked();
      const found = find(want);
      picture.replaceChildren(draw(found, want.around));
      table.replaceChildren(...found.joined.map(row));
      said.textContent =
        given.get("around").trim() && want.around === null
          ? `No entry goes by “${given.get("around").trim()}”; all are shown instead. Choose one from the list.`
          : found.found === 0
            ? "Nothing is recorded that fits: untick a filter, or tick more kinds."
            : found.found > found.shown.size
              ? `${found.found.toLocaleString("en")} entries fit: too many to make out. These are the ${found.shown.size} ${want.around === null ? "" : "nearest, "}with most links, and ${linksOf(found)} between them. Narrow by kind, relation or verdict.`
              : `${found.shown.size} of ${entries.length.toLocaleString("en")} entries, and ${linksOf(found)} between them.`;
    }
    document.getElementById("explore-number").textContent = `${table.rows.length} links`;
    history.replaceState(null, "", location.pathname + (isFirst ? "" : `?${state(given)}`) + location.hash);
  }

  // What the address says: what is not as it is when nothing is said, and the kinds in one word.
  function state(given) {
    const ticked = given.getAll("kind");
    const kept = new URLSearchParams([...given].filter(([key, value]) => key !== "kind" && value && `${key}=${value}` !== "depth=1"));
    if (ticked.length < kinds.length || !kept.size) kept.set("kinds", ticked.length < kinds.length ? ticked.join(" ") : "all");
    return kept;
  }

  function fill(want) {
    for (const box of form.querySelectorAll("[name=kind]")) box.checked = want.kind.includes(box.value);
    form.elements.classes.checked = want.classes;
    form.elements.around.value = want.around ?? "";
    form.elements.depth.value = want.depth ?? "1";
    form.elements.relation.value = want.relation ?? "";
    form.elements.verdict.value = want.verdict ?? "";
    form.elements.least.value = want.least ?? "";
  }

  // Pointing at an entry, or reaching it by keyboard, brings its own links out.
  function bringOut(event) {
    const id = event.target.closest?.("[data-id]")?.dataset.id;
    picture.firstElementChild?.classList.toggle("kb-some", Boolean(id));
    for (const path of picture.querySelectorAll("path")) path.classList.toggle("kb-on", Boolean(id) && path.dataset.ends.split(" ").includes(id));
  }

  document.getElementById("explore-entries").append(...entries.map(([id, , name]) => make("option", { value: id }, name)));
  fill(atFirst);
  const initial = new URLSearchParams(new FormData(form)).toString();
  const query = new URLSearchParams(location.search);
  if (query.size) {
    const around = query.get("around");
    fill({
      around,
      depth: query.get("depth"),
      kind: (query.get("kinds") ?? "all") === "all" ? kinds : query.get("kinds").split(" "),
      classes: query.has("classes"),
      relation: query.get("relation"),
      verdict: query.get("verdict"),
      least: query.get("least"),
    });
    show();
  }
  let chosen = query.size > 0;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    // Who goes around an entry wants all that is near it, unless kinds were chosen before.
    if (target.name === "around" && target.value && !chosen) fill({ around: target.value, depth: form.elements.depth.value, kind: kinds });
    chosen ||= target.name !== "around" && target.name !== "depth";
    show();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    fill(atFirst);
    chosen = false;
    show();
  });
  for (const name of ["pointerover", "focusin"]) picture.addEventListener(name, bringOut);
  for (const name of ["pointerleave", "focusout"]) picture.addEventListener(name, bringOut);
})();
