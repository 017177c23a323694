// The theme's script puts the copy button of each block of code into a landmark of its own, all without a name.
(function () {
  "use strict";

  const mend = () => document.querySelectorAll("nav.md-code__nav:not([role])").forEach((nav) => nav.setAttribute("role", "none"));
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  mend();
})();
