// `/` and `s` lead to the search box, unless somebody is writing.
(function () {
  "use strict";

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || (event.key !== "/" && event.key !== "s")) return;
    const active = document.activeElement;
    if (active && (active.isContentEditable || /^(input|select|textarea)$/i.test(active.tagName))) return;
    const box = document.getElementById("kb-search-words") || document.getElementById("kb-header-search");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
