// Which kinds of interpretability work matter most: the formula of `interpkb prioritise`. Only data and answers.
"use strict";
globalThis.interpkb ??= { data: {} };

interpkb.prioritising = (() => {
  const before = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  function fit(agendas, agenda, timelines) {
    if (!timelines) return 1;
    const { bet } = agendas.agendas[agenda];
    return agendas.fit[bet === null ? "open" : bet === timelines ? "same" : "other"];
  }

  // For each kind and agenda: fit times the mean help, and the needs that ask for the kind. Where a need accepts several
  // values of a dimension, each counts for its part.
  function weights(agendas, ids, timelines) {
    const found = new Map();
    for (const agenda of ids) {
      const { needs } = agendas.agendas[agenda];
      const asking = new Map();
      for (const id of needs) {
        for (const [dimension, values] of Object.entries(agendas.needs[id].requires)) {
          for (const value of values) {
            const kind = `${dimension}/${value}`;
            asking.set(kind, [...(asking.get(kind) ?? []), { id, help: agendas.help[agendas.needs[id].help] / values.length }]);
          }
        }
      }
      for (const [kind, askers] of asking) {
        const mean = askers.reduce((sum, { help }) => sum + help, 0) / needs.length;
        if (!found.has(kind)) found.set(kind, []);
        found.get(kind).push({ agenda, weight: fit(agendas, agenda, timelines) * mean, needs: askers.map(({ id }) => id) });
      }
    }
    return found;
  }

  // For each agenda, the credence at which the first two kinds tie, nearest change first.
  function flips(kinds) {
    if (kinds.length < 2) return [];
    const [first, second] = kinds;
    const weightOf = (kind, agenda) => kind.shares.find((share) => share.agenda === agenda)?.weight ?? 0;
    const now = new Map([...first.shares, ...second.shares].map((share) => [share.agenda, share.credence]));
    const found = [];
    for (const [agenda, credence] of now) {
      const difference = weightOf(first, agenda) - weightOf(second, agenda);
      if (!difference) continue;
      const at = credence - (first.score - second.score) / difference;
      // Past the tie must still be a probability, or the second kind never comes first.
      if ((difference > 0 ? at > 0 : at < 1) && at >= 0 && at <= 1) found.push({ agenda, now: credence, at });
    }
    return found.sort((a, b) => Math.abs(a.at - a.now) - Math.abs(b.at - b.now) || before(a.agenda, b.agenda));
  }

  // `credences`: agenda → 0 to 1. `timelines`: "short", "long" or nothing. `neglected`: the weight of neglectedness.
  function prioritise(agendas, credences, { timelines = null, neglected = 0 } = {}) {
    const kinds = [];
    for (const [id, shares] of weights(agendas, Object.keys(credences), timelines)) {
      const neglect = agendas.neglect[id];
      const factor = 1 + (neglected * neglect) / 4;
      shares.sort((a, b) => before(a.agenda, b.agenda));
      const counted = shares.map((share) => ({
        agenda: share.agenda, credence: credences[share.agenda], weight: factor * share.weight, needs: share.needs,
      }));
      const score = counted.reduce((sum, share) => sum + share.credence * share.weight, 0);
      if (score > 0) kinds.push({ id, score, neglect, shares: counted });
    }
    kinds.sort((a, b) => b.score - a.score || before(a.id, b.id));
    return { kinds, flips: flips(kinds), builtFrom: builtFrom(agendas, kinds, credences) };
  }

  // For each need that the kinds serve, the best methods that meet all it requires.
  function builtFrom(agendas, kinds, credences, count = 5) {
    const wanted = new Set(kinds.flatMap((kind) => kind.shares.flatMap((share) => share.needs)));
    return Object.keys(credences).sort(before).flatMap((agenda) =>
      agendas.agendas[agenda].needs
        .filter((id) => wanted.has(id))
        .map((id) => [id, agendas.needs[id].fitting.slice(0, count)]));
  }

  return { prioritise };
})();
