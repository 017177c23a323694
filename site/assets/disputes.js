// Disputes: which of them are shown.
"use strict";
{
  const { bind, count } = interpkb.views;
  const disputes = [...document.querySelectorAll(".kb-dispute")].map((section) => ({ section, words: section.textContent.toLowerCase() }));

  bind(document.getElementById("disputes-form"), (state) => {
    const words = state.q.toLowerCase();
    for (const { section, words: own } of disputes) {
      section.hidden = (Boolean(state.about) && section.dataset.about !== state.about)
        || (Boolean(state.verdict) && section.dataset.verdict !== state.verdict) || !own.includes(words);
    }
    document.getElementById("disputes-status").textContent = `${count(disputes.filter(({ section }) => !section.hidden).length, "dispute")} of ${disputes.length}`;
  });
}
