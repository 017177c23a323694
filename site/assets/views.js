// What every page that computes shares: names and links of entries, state that lives in the URL, and the panel in
// which a cell opens.
"use strict";
globalThis.interpkb ??= { data: {} };
interpkb.root ??= new URL("..", document.currentScript.src).href;

interpkb.views = (() => {
  const kindOf = new Map();
  const loading = new Map();
  let dialog = null; // the panel that is open

  function kind(id) {
    if (!kindOf.size) {
      for (const [name, entries] of Object.entries(interpkb.data.names.names)) {
        for (const known of Object.keys(entries)) kindOf.set(known, name);
      }
    }
    return kindOf.get(id);
  }

  const name = (id) => interpkb.data.names.names[kind(id)]?.[id] ?? id;

  function address(id) {
    const { folders, suffix } = interpkb.data.names;
    const [owner, part] = id.split("/");
    return `${interpkb.root}${folders[kind(id)]}/${owner}${suffix}${part ? `#${part}` : ""}`;
  }

  // Makes an element; texts among the children stay texts.
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  const link = (id, text) => element("a", { href: address(id) }, text ?? name(id));

  // Puts something between items: "a, b and c" is joined with ", ".
  const joined = (items, between = ", ") => items.flatMap((item, i) => (i ? [between, item] : [item]));

  const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

  function who(id) {
    if (id === "editor") return element("span", { class: "kb-who kb-editor" }, "editor");
    return element("a", { class: "kb-who", href: address(id) }, name(id));
  }

  const verdict = (word) => element("span", { class: `kb-verdict kb-v-${word}` }, word);

  // Four boxes, so many of them full: the same sign as on the pages of entries.
  const strength = (n) =>
    element("span", { class: `kb-strength kb-s${n}`, role: "img", "aria-label": `${n} of 4`, title: `${n} of 4` },
      [0, 1, 2, 3].map(() => element("i", {})));

  // -- State in the URL. A control that stands as the page was written is left out of it.

  const named = (form) => [...form.elements].filter((control) => control.name);

  const isOn = (control) => !["checkbox", "radio"].includes(control.type) || control.checked;

  // The value of every control by its name; a group of boxes gives the ticked ones, joined by commas.
  function values(form) {
    const found = {};
    for (const control of named(form)) {
      found[control.name] ??= [];
      if (isOn(control) && control.value !== "") found[control.name].push(control.value);
    }
    return Object.fromEntries(Object.entries(found).map(([key, list]) => [key, list.join(",")]));
  }

  function fill(form, parameters) {
    form.reset();
    for (const control of named(form)) {
      const given = parameters.get(control.name);
      if (control.type === "hidden") control.value = given ?? "";
      else if (given === null) continue;
      else if (["checkbox", "radio"].includes(control.type)) control.checked = given.split(",").includes(control.value);
      else control.value = given;
    }
  }

  // Shows a form, fills it from the URL, and calls `update` with its values now and whenever they change; the value of
  // a control `cell` is no reason to draw anew, but is given to `show` while no panel is open.
  // Gives a function that puts values into controls, as if a reader had.
  function bind(form, update, show = () => {}) {
    let busy = true;
    let drawn = null;
    form.reset();
    const usual = values(form);
    const refresh = () => {
      const state = values(form);
      const now = JSON.stringify({ ...state, cell: "" });
      if (now !== drawn) update(state);
      drawn = now;
      if (state.cell && !dialog) show(state.cell, state);
    };
    const save = () => {
      const now = values(form);
      const parameters = new URLSearchParams(location.search); // what another form says there stays
      for (const [key, value] of Object.entries(now)) {
        if (value === usual[key]) parameters.delete(key);
        else parameters.set(key, value);
      }
      const query = parameters.toString().replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%3A", ":");
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
    };
    const changed = () => {
      if (busy) return;
      save();
      refresh();
    };
    const read = () => {
      busy = true;
      fill(form, new URLSearchParams(location.search));
      busy = false;
      for (const more of form.querySelectorAll("details")) more.open ||= more.querySelector(":checked") !== null;
      refresh();
    };
    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      if (busy) return;
      for (const control of named(form)) if (control.type === "hidden") control.value = "";
      queueMicrotask(() => setTimeout(changed)); // the controls change after the event
    });
    addEventListener("popstate", read);
    form.hidden = false;
    read();
    return (given) => {
      for (const [key, value] of Object.entries(given)) form.elements[key].value = value;
      changed();
    };
  }

  const list = (value) => (value ? value.split(",") : []);

  // Loads scripts of data that a page does without until somebody asks for more than it shows as it was written.
  const load = (...subjects) => Promise.all(subjects.map((subject) => {
    if (!loading.has(subject)) {
      const script = element("script", { src: `${interpkb.root}data/${subject}.js` });
      loading.set(subject, new Promise((resolve, reject) => {
        script.addEventListener("load", resolve);
        script.addEventListener("error", () => reject(new Error(`${script.src} cannot be read`)));
      }));
      document.head.append(script);
    }
    return loading.get(subject);
  }));

  // -- The panel in which a cell opens.

  function open(title, content, closed = () => {}) {
    dialog?.remove();
    const close = element("button", { type: "button", class: "kb-button kb-close", "aria-label": "Close" }, "✕");
    const head = element("h2", { id: "kb-panel-title" }, title);
    dialog = element("dialog", { class: "kb-panel md-typeset", "aria-labelledby": "kb-panel-title" }, close, head, content);
    const here = dialog;
    close.addEventListener("click", () => here.close());
    here.addEventListener("click", (event) => event.target === here && here.close());
    here.addEventListener("close", () => {
      if (dialog === here) dialog = null;
      here.remove();
      closed();
    });
    document.body.append(here);
    here.showModal();
  }

  // Tells whether a click should be left to the browser: a new tab, a download.
  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

  // -- The case for a method's link to a goal.

  function evidence(title, ids) {
    if (!ids?.length) return null;
    return [element("h3", {}, `${title} (${ids.length})`), element("ul", {}, ids.map((id) => element("li", {}, link(id))))];
  }

  function service(method, goal) {
    const found = interpkb.data.methods.methods[method].serves[goal];
    const tested = [found.largest && `largest model ${found.largest}`, found.latest && `latest ${found.latest}`];
    const said = found.said.map(([by, figure, because]) =>
      element("li", {}, strength(figure), " ", because ?? element("span", { class: "kb-none" }, "unargued"), " ", who(by)));
    const none = element("p", { class: "kb-none" }, "No evidence is recorded here. That is not the same as none existing.");
    return [
      element("p", {}, verdict(found.verdict), " ", tested.filter(Boolean).join(", ")),
      element("ul", { class: "kb-said" }, said),
      evidence("For", found.for),
      evidence("Against", found.against),
      found.for || found.against ? null : none,
      element("p", { class: "kb-meta" }, "More on ", link(method), " and on ", link(goal), "."),
    ].flat();
  }

  return {
    address, bind, count, element, evidence, isPlain, joined, kind, link, list, load, name, open, service, strength,
    verdict, who,
  };
})();
