// What falls when claims are false: the rule of `interpkb knockout`. Only data and answers.
"use strict";
globalThis.interpkb ??= { data: {} };

interpkb.knockingOut = (() => {
  // A claim falls when one of its steps does, and is weakened when other support falls.
  function claimsThatFall(claims, ids) {
    const falls = new Map(ids.map((id) => [id, id]));
    const weakened = new Map();
    const waiting = [...falls.keys()];
    for (const here of waiting) {
      for (const [id, claim] of Object.entries(claims.claims)) {
        if (falls.has(id)) continue;
        if (claim.steps.includes(here)) {
          falls.set(id, here);
          waiting.push(id);
        } else if (claim.supported.includes(here) && !weakened.has(id)) {
          weakened.set(id, here);
        }
      }
    }
    return { falls, weakened };
  }

  // Pairs are what falls and what takes it down; needs that lose methods come with how many they had and keep.
  function knockOut(claims, agendas, ids) {
    const { falls, weakened } = claimsThatFall(claims, ids);
    const assume = (wanted) => {
      const found = new Map();
      for (const [subject, claim, kind] of claims.assumers) {
        if (kind === wanted && falls.has(claim)) found.set(subject, claim);
      }
      return [...found].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    };
    const methods = assume("method");
    const gone = new Set(methods.map(([method]) => method));
    const lost = [];
    const poorer = [];
    for (const [id, need] of Object.entries(agendas.needs)) {
      const left = need.fitting.filter((method) => !gone.has(method)).length;
      if (left === need.fitting.length) continue;
      if (left) poorer.push([id, need.fitting.length, left]);
      else lost.push(id);
    }
    return {
      falls: [...falls].filter(([claim, by]) => claim !== by),
      weakened: [...weakened].filter(([claim]) => !falls.has(claim)),
      methods,
      agendas: assume("agenda"),
      needsLost: lost,
      needsPoorer: poorer,
    };
  }

  return { knockOut };
})();
