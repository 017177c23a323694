// Prioritise: what one believes, by sliders, and the ranking that follows.
"use strict";
{
  const { bind, count, element, joined, link, name } = interpkb.views;
  const { agendas } = interpkb.data;
  const form = document.getElementById("prioritise-form");
  const sliders = [...form.elements].filter((control) => agendas.agendas[control.name]);
  const weight = form.elements.neglected;
  const percent = (p) => `${Math.round(p * 100)} %`;

  // Each slider is followed by its figure.
  for (const slider of [...sliders, weight]) slider.after(element("span", { class: "kb-figure-of" }));

  function showFigures() {
    for (const slider of sliders) {
      slider.nextElementSibling.textContent = percent(slider.value);
      slider.setAttribute("aria-valuetext", percent(slider.value));
    }
    weight.nextElementSibling.textContent = weight.value;
  }

  const called = (kind) => [name(kind.split("/")[0]), ": ", link(kind)];

  // A bar of what each agenda adds, drawn as SVG so that no style is needed.
  function bar(kind, most) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    made.setAttribute("viewBox", "0 0 100 8");
    made.setAttribute("preserveAspectRatio", "none");
    made.setAttribute("class", "kb-bar");
    made.setAttribute("aria-hidden", "true");
    let x = 0;
    for (const share of kind.shares.filter(({ credence }) => credence)) {
      const width = (100 * share.credence * share.weight) / most;
      const part = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      for (const [key, value] of Object.entries({ x, y: 0, width: Math.max(width - 0.3, 0.1), height: 8 })) part.setAttribute(key, value);
      made.append(part);
      x += width;
    }
    return made;
  }

  function shares(kind) {
    const counted = kind.shares.filter(({ credence }) => credence).sort((a, b) => b.credence * b.weight - a.credence * a.weight);
    const line = (share) => element("li", {},
      link(share.agenda), ` ${percent(share.credence)} × ${share.weight.toFixed(2)} = ${(share.credence * share.weight).toFixed(2)}, by `,
      ...joined(share.needs.map((need) => link(need))));
    return element("details", { class: "kb-more" }, element("summary", {}, count(counted.length, "agenda")), element("ul", {}, counted.map(line)));
  }

  function row(kind, i, most) {
    return element("tr", {},
      element("td", {}, String(i + 1)), element("th", { scope: "row" }, ...called(kind.id)),
      element("td", {}, kind.score.toFixed(2), bar(kind, most)), element("td", {}, kind.neglect ? String(kind.neglect) : ""), element("td", {}, shares(kind)));
  }

  function ranking(found) {
    if (!found.kinds.length) return element("p", {}, "No need of these agendas says what kind of interpretability it requires.");
    const heads = ["Rank", "Kind of work", "Score", "Neglect", "Where it comes from"].map((text) => element("th", { scope: "col" }, text));
    return element("table", { class: "kb-table kb-ranking" },
      element("thead", {}, element("tr", {}, heads)),
      element("tbody", {}, found.kinds.map((kind, i) => row(kind, i, found.kinds[0].score))));
  }

  function flips(found) {
    if (found.kinds.length < 2) return element("p", {}, "There is nothing to change places.");
    const [first, second] = found.kinds;
    if (!found.flips.length) return element("p", {}, "No change of a single credence puts ", link(second.id), " before ", link(first.id), ".");
    return element("ul", {}, found.flips.map((flip) => element("li", {},
      link(second.id), " overtakes ", link(first.id), " when credence in ", link(flip.agenda), ` goes from ${percent(flip.now)} past ${percent(flip.at)}.`)));
  }

  function builtFrom(found) {
    const line = ([need, methods]) => element("tr", {}, element("th", { scope: "row" }, link(need)),
      element("td", {}, ...(methods.length ? joined(methods.map((id) => link(id))) : [element("span", { class: "kb-none" }, "none meets it")])));
    const heads = ["Need", "Methods"].map((text) => element("th", { scope: "col" }, text));
    return element("table", { class: "kb-table" }, element("thead", {}, element("tr", {}, heads)), element("tbody", {}, found.builtFrom.map(line)));
  }

  function command(credences, state) {
    const said = Object.entries(credences).filter(([, p]) => p).map(([id, p]) => `--credence ${id}=${p}`);
    return ["interpkb prioritise", ...said, state.timelines && `--timelines ${state.timelines}`, weight.value > 0 && `--neglected ${weight.value}`].filter(Boolean).join(" ");
  }

  const opened = () => new Set([...document.querySelectorAll("#prioritise-ranking details[open]")].map((one) => one.closest("tr").querySelector("th a").href));

  function update(state) {
    showFigures();
    const credences = Object.fromEntries(sliders.map((slider) => [slider.name, Number(slider.value)]).filter(([, p]) => p > 0));
    const found = interpkb.prioritising.prioritise(agendas, credences, { timelines: state.timelines, neglected: Number(weight.value) });
    const before = opened();
    document.getElementById("prioritise-ranking").replaceChildren(ranking(found));
    for (const line of document.querySelectorAll("#prioritise-ranking tbody tr")) {
      line.querySelector("details").open = before.has(line.querySelector("th a").href);
    }
    const asked = element("details", { class: "kb-more" }, element("summary", {}, "The same on the command line"), element("pre", {}, element("code", {}, command(credences, state))));
    document.getElementById("prioritise-ranking").append(asked);
    document.getElementById("prioritise-flips").replaceChildren(flips(found));
    document.getElementById("prioritise-methods").replaceChildren(builtFrom(found));
    document.getElementById("prioritise-status").textContent = found.kinds.length ? `First: ${name(found.kinds[0].id.split("/")[0])}: ${name(found.kinds[0].id)}` : "Nothing is ranked";
  }

  const set = bind(form, update);
  form.addEventListener("click", (event) => {
    const { all } = event.target.dataset;
    if (all !== undefined) set(Object.fromEntries(sliders.map((slider) => [slider.name, all])));
  });
}
