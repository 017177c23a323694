// Which methods somebody can use: the same rule as `interpkb pick`. No document here, only data and answers.
"use strict";
globalThis.interpkb ??= { data: {} };

interpkb.picking = (() => {
  const union = (gives, values) => new Set(values.flatMap((value) => gives[value]));

  // What a method needs must be at hand or come with it; of what it offers, one value asked for is enough.
  function meets(dimension, standsAt, asked) {
    if (dimension.needs) {
      const atHand = union(dimension.gives, asked);
      return standsAt.every((value) => atHand.has(value));
    }
    const offered = union(dimension.gives, standsAt);
    return asked.some((value) => offered.has(value));
  }

  // The editors' figure where they give one, else the highest that anybody gives.
  function service(said) {
    let best = null;
    for (const [who, strength, because] of said) {
      const editor = who === "editor";
      if (!best || editor > best.editor || (editor === best.editor && strength > best.strength)) {
        best = { editor, strength, because, by: who };
      }
    }
    return { strength: best.strength, because: best.because, by: best.by };
  }

  function answering(methods, agendas, wanted) {
    const all = wanted.agenda ? agendas.agendas[wanted.agenda].needs : [wanted.need];
    const ids = wanted.need ? all.filter((id) => id === wanted.need) : all;
    const found = new Map();
    for (const id of ids) {
      const need = agendas.needs[id];
      for (const method of need.fitting) {
        for (const goal of need.goals) {
          if (methods.methods[method].serves[goal] && (!wanted.goals.length || wanted.goals.includes(goal))) {
            const key = `${method} ${goal}`;
            found.set(key, [...(found.get(key) ?? []), id]);
          }
        }
      }
    }
    return found;
  }

  // Tells what is missing to say whether a method can be used; null when it cannot.
  function unassessed(methods, method, have) {
    const missing = [];
    for (const [dimension, asked] of Object.entries(have)) {
      const at = method.at[dimension];
      if (!at) missing.push(dimension);
      else if (!meets(methods.dimensions[dimension], at, asked)) return null;
    }
    return missing;
  }

  // `wanted`: goals, have (dimension → values), agenda, need, minStrength, minVerdict; all may be left out.
  function pick(methods, agendas, wanted) {
    const asked = { goals: [], have: {}, minStrength: 1, minVerdict: "undermined", ...wanted };
    const answers = asked.agenda || asked.need ? answering(methods, agendas, asked) : null;
    const bar = methods.order.indexOf(asked.minVerdict);
    const picks = [];
    const open = {};
    for (const [id, method] of Object.entries(methods.methods)) {
      const missing = unassessed(methods, method, asked.have);
      if (missing === null) continue;
      for (const [goal, link] of Object.entries(method.serves)) {
        const figure = service(link.said);
        const rank = methods.order.indexOf(link.verdict);
        if (asked.goals.length && !asked.goals.includes(goal)) continue;
        if (figure.strength < asked.minStrength || rank < bar) continue;
        if (answers && !answers.has(`${id} ${goal}`)) continue;
        if (missing.length) open[id] = missing;
        else picks.push({ method: id, goal, ...figure, verdict: link.verdict, rank, needs: answers?.get(`${id} ${goal}`) ?? [] });
      }
    }
    const before = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    picks.sort((a, b) => b.strength - a.strength || b.rank - a.rank || before(a.method, b.method) || before(a.goal, b.goal));
    return { picks, unassessed: Object.entries(open).sort((a, b) => before(a[0], b[0])) };
  }

  // Says which conditions, each dropped by itself, would leave something: [condition, number].
  function culprits(methods, agendas, wanted) {
    const have = wanted.have ?? {};
    const ways = Object.keys(have).map((dimension) => {
      const rest = Object.fromEntries(Object.entries(have).filter(([id]) => id !== dimension));
      return [dimension, { ...wanted, have: rest }];
    });
    ways.push(["strength", { ...wanted, minStrength: 1 }], ["verdict", { ...wanted, minVerdict: methods.order[0] }]);
    return ways.map(([name, rest]) => [name, pick(methods, agendas, rest).picks.length]).filter(([, count]) => count);
  }

  return { culprits, meets, pick, service, unassessed };
})();
