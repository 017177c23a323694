// The search page. On a host it asks Pagefind, which fetches only the pieces of its index that a search needs; from a
// disk, where nothing can be fetched, it looks through the lines of search-index.js. All state is in the address.
(function () {
  "use strict";

  const form = document.getElementById("kb-search");
  const status = document.getElementById("kb-search-status");
  const list = document.getElementById("kb-search-results");
  const next = document.getElementById("kb-search-next");
  const root = new URL(form.dataset.root, location.href);
  const invitation = status.innerHTML;
  const FACETS = ["kind", "goal", "agenda"];
  const AT_ONCE = 10;
  let latest = 0;
  let found = [];
  let shown = 0;

  // Each engine answers a question { q, kind, goal, agenda } with { results, kinds }: results give what is shown when
  // they are asked to, and kinds say how many there are of each kind.

  function pagefind() {
    const ready = import(new URL("pagefind/pagefind.js", root).href).then(async (engine) => {
      // Without its worker less is fetched, and a search takes only milliseconds.
      await engine.options({
        noWorker: true, excerptLength: 24,
        ranking: { termFrequency: 0.3, metaWeights: { title: 12, aliases: 60, summary: 1 } },
      });
      await engine.init();
      await engine.filters(); // counts by kind are given only when these are there
      return engine;
    });
    return async (asked) => {
      const engine = await ready;
      const narrowed = Object.fromEntries(["goal", "agenda"].filter((name) => asked[name]).map((name) => [name, asked[name]]));
      const filters = asked.kind ? { ...narrowed, kind: asked.kind } : narrowed;
      const answer = await engine.search(asked.q || null, { filters });
      const all = asked.kind ? await engine.search(asked.q || null, { filters: narrowed }) : answer;
      // An entry that goes by just these words comes first, however often others speak of it.
      const called = asked.q ? (await engine.search(asked.q, { filters: { ...filters, called: asked.q.toLowerCase() } })).results : [];
      const first = new Set(called.map((result) => result.id));
      const results = [...called, ...answer.results.filter((result) => !first.has(result.id))].map((result) => async () => {
        const { raw_url, meta, excerpt } = await result.data();
        return { url: raw_url.replace(/^\//, ""), ...meta, excerpt: asked.q ? excerpt : "" };
      });
      return { results, kinds: all.filters.kind || {} };
    };
  }

  function lines(index) {
    const fold = (text) => text.toLowerCase();
    const names = index.map((line) => fold([line.title, ...(line.aliases || [])].join(" \n ")));
    const texts = index.map((line) => fold(line.summary));
    const called = index.map((line) => new Set([line.title, ...(line.aliases || [])].map(fold)));
    function score(i, words) {
      let sum = 0;
      for (const word of words) {
        const at = new RegExp("(^|[^\\p{L}\\p{N}])" + word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "u");
        const whole = new RegExp(at.source + "($|[^\\p{L}\\p{N}])", "u");
        const own = whole.test(names[i]) ? 8 : at.test(names[i]) ? 4 : whole.test(texts[i]) ? 2 : at.test(texts[i]) ? 1 : 0;
        if (!own) return 0;
        sum += own;
      }
      return sum + 1;
    }
    return async (asked) => {
      const words = fold(asked.q).split(/\s+/).filter(Boolean);
      const kinds = {};
      const scored = [];
      index.forEach((line, i) => {
        if ((asked.goal && !(line.goals || []).includes(asked.goal)) || (asked.agenda && !(line.agendas || []).includes(asked.agenda))) return;
        const own = score(i, words) + (called[i].has(fold(asked.q)) ? 1000 : 0);
        if (!own) return;
        kinds[line.kind] = (kinds[line.kind] || 0) + 1;
        if (!asked.kind || asked.kind === line.kind) scored.push([own, i]);
      });
      scored.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
      const results = scored.map(([, i]) => async () => ({ ...index[i], aliases: (index[i].aliases || []).join(", "), excerpt: "" }));
      return { results, kinds };
    };
  }

  const ask = window.kbSearchIndex ? lines(window.kbSearchIndex) : pagefind();

  function element(name, cls, text) {
    const made = document.createElement(name);
    if (cls) made.className = cls;
    if (text) made.textContent = text;
    return made;
  }

  // An excerpt comes as HTML with <mark> in it; only text and marks are taken from it.
  function marked(html) {
    const into = element("p", "kb-search-excerpt");
    for (const part of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      into.append(part.nodeName === "MARK" ? element("mark", "", part.textContent) : part.textContent);
    }
    return into;
  }

  function line(result) {
    const item = element("li");
    const heading = element("p", "kb-search-title");
    const link = element("a", "", result.title);
    link.href = new URL(result.url, root).href;
    heading.append(link, " ", element("span", "kb-chip", result.kind));
    item.append(heading);
    if (result.aliases) item.append(element("p", "kb-aliases", "Also: " + result.aliases));
    if (result.summary) item.append(element("p", "", result.summary));
    if (result.excerpt) item.append(marked(result.excerpt));
    return item;
  }

  async function more(turn) {
    const wanted = await Promise.all(found.slice(shown, shown + AT_ONCE).map((load) => load()));
    if (turn !== latest) return;
    list.append(...wanted.map(line));
    shown += wanted.length;
    next.hidden = shown >= found.length;
  }

  async function run() {
    const turn = ++latest;
    const data = new FormData(form);
    const asked = { q: (data.get("q") || "").trim() };
    for (const name of FACETS) asked[name] = data.get(name) || "";
    const state = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    history.replaceState(null, "", location.pathname + (state.size ? "?" + state : ""));
    if (!state.size) {
      found = [];
      list.replaceChildren();
      next.hidden = true;
      status.innerHTML = invitation;
      for (const output of form.querySelectorAll("b")) output.textContent = "";
      return;
    }
    let answer;
    try {
      answer = await ask(asked);
    } catch (error) {
      status.textContent = "The search index could not be loaded.";
      throw error;
    }
    if (turn !== latest) return;
    found = answer.results;
    shown = 0;
    let all = 0;
    for (const radio of form.elements.kind) {
      const count = answer.kinds[radio.value] || 0;
      all += count;
      if (radio.value) radio.parentNode.querySelector("b").textContent = count;
    }
    form.elements.kind[0].parentNode.querySelector("b").textContent = all;
    status.textContent = found.length === 0 ? "Nothing found." : found.length === 1 ? "1 result" : found.length + " results";
    const before = list.childNodes.length;
    await more(turn);
    if (turn === latest) for (let i = 0; i < before; i++) list.firstChild.remove();
  }

  function restore() {
    const state = new URLSearchParams(location.search);
    form.elements.q.value = state.get("q") || "";
    for (const name of FACETS) {
      form.elements[name].value = state.get(name) || "";
      if (name === "kind" && !form.querySelector("[name=kind]:checked")) form.elements.kind[0].checked = true;
    }
  }

  let waiting;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(run, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); run(); });
  next.addEventListener("click", () => more(latest));
  restore();
  run();
  if (matchMedia("(hover: hover)").matches) form.elements.q.focus();
})();
