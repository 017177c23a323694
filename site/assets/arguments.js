// Arguments: claims that are switched off, and what falls with them.
"use strict";
{
  const { bind, count, element, joined, link, list, name } = interpkb.views;
  const { agendas, claims } = interpkb.data;
  const form = document.getElementById("arguments-form");
  const add = document.getElementById("arguments-add");
  const places = [...document.querySelectorAll(".kb-node[data-id], tr[data-id]")];

  // Every claim shown gets a button that supposes it false.
  for (const place of places) {
    const { id } = place.dataset;
    const button = element("button", { type: "button", class: "kb-switch", "data-switch": id, "aria-pressed": "false", title: `Suppose that this is false: ${name(id)}` }, "switch off");
    const note = element("span", { class: "kb-falls" });
    (place.tagName === "TR" ? place.cells[0] : place).querySelector("a").after(" ", button, note);
  }

  function groups(off, fall) {
    const through = (by) => (off.length === 1 && off[0] === by ? null : element("span", { class: "kb-meta" }, " through ", name(by)));
    const pairs = (title, found) => found.length ? [
      element("h2", {}, `${title} (${found.length})`),
      element("ul", { class: "kb-many" }, found.map(([id, by]) => element("li", {}, link(id), through(by)))),
    ] : [];
    const poorer = fall.needsPoorer.map(([id, before, after]) => element("li", {}, link(id), element("span", { class: "kb-meta" }, ` ${before} → ${after}`)));
    return [
      ...pairs("Claims that fall", fall.falls),
      ...pairs("Claims that lose support but stand", fall.weakened),
      ...pairs("Methods that assume what has fallen", fall.methods),
      ...pairs("Agendas that assume what has fallen", fall.agendas),
      ...(fall.needsLost.length ? [element("h2", {}, `Needs left without a method (${fall.needsLost.length})`),
        element("ul", { class: "kb-many" }, fall.needsLost.map((id) => element("li", {}, link(id))))] : []),
      ...(poorer.length ? [element("details", { class: "kb-more" }, element("summary", {}, `Needs that lose methods (${poorer.length})`), element("ul", { class: "kb-many" }, poorer))] : []),
    ];
  }

  function mark(off, fall) {
    const by = new Map(fall.falls);
    const weakened = new Map(fall.weakened);
    for (const place of places) {
      const { id } = place.dataset;
      place.classList.toggle("kb-fallen", off.includes(id) || by.has(id));
      const button = place.querySelector(`[data-switch="${id}"]`);
      button.setAttribute("aria-pressed", String(off.includes(id)));
      button.textContent = off.includes(id) ? "switch on" : "switch off";
      const note = by.has(id) ? ` falls with “${name(by.get(id))}”` : weakened.has(id) ? ` loses support with “${name(weakened.get(id))}”` : "";
      button.nextElementSibling.textContent = off.includes(id) ? " supposed false" : note;
    }
  }

  function status(off, fall) {
    if (!off.length) return "Nothing is switched off.";
    const parts = [
      [fall.falls, "claim", "falls", "fall"], [fall.methods, "method", "loses its ground", "lose their ground"],
      [fall.agendas, "agenda", "loses its ground", "lose their ground"], [fall.needsLost, "need", "is left bare", "are left bare"],
    ].filter(([found]) => found.length).map(([found, noun, one, many]) => `${count(found.length, noun)} ${found.length === 1 ? one : many}`);
    return parts.length ? parts.join(", ") : "Nothing recorded here rests on it.";
  }

  function update(state) {
    const off = list(state.off).filter((id) => claims.claims[id]);
    const fall = interpkb.knockingOut.knockOut(claims, agendas, off);
    const chip = (id) => element("span", { class: "kb-off" }, link(id), " ", element("button", { type: "button", class: "kb-link", "data-switch": id, "aria-label": `Switch on: ${name(id)}` }, "✕"));
    document.getElementById("arguments-off").replaceChildren(...(off.length ? ["Supposed false: ", ...joined(off.map(chip), " ")] : []));
    document.getElementById("arguments-falls").replaceChildren(...groups(off, fall));
    document.getElementById("arguments-status").textContent = status(off, fall);
    mark(off, fall);
    const words = state.q.toLowerCase();
    for (const argument of document.querySelectorAll(".kb-argument")) argument.hidden = !argument.textContent.toLowerCase().includes(words);
  }

  const set = bind(form, update);
  const toggle = (id) => {
    const off = list(form.elements.off.value);
    set({ off: (off.includes(id) ? off.filter((other) => other !== id) : [...off, id]).join(",") });
  };
  add.addEventListener("input", (event) => {
    event.stopPropagation(); // what has been chosen stands in the list below, not here
    if (add.value) toggle(add.value);
    add.value = "";
  });
  document.addEventListener("click", (event) => {
    const { switch: id } = event.target.dataset ?? {};
    if (id) toggle(id);
  });

  // A link to one argument opens it.
  const openLinked = () => {
    const argument = location.hash && document.getElementById(location.hash.slice(1));
    if (argument?.matches?.(".kb-argument")) argument.open = true;
  };
  addEventListener("hashchange", openLinked);
  openLinked();
}
