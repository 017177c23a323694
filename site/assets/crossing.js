// Which combinations of values hold no method: the rule of `interpkb gaps`. Only data and answers.
"use strict";
globalThis.interpkb ??= { data: {} };

interpkb.crossing = (() => {
  const GOAL = "goal";

  const valuesOf = (methods, axis) => (axis === GOAL ? methods.goals : methods.dimensions[axis].values);

  function served(method) {
    return Object.entries(method.serves)
      .filter(([, link]) => interpkb.picking.service(link.said).strength > 0)
      .map(([goal]) => goal);
  }

  // What is offered comes with all that it includes; what is needed is just that.
  function offered(methods, at) {
    return Object.fromEntries(Object.entries(at).map(([id, values]) => {
      const { needs, gives } = methods.dimensions[id];
      return [id, needs ? values : values.flatMap((value) => gives[value])];
    }));
  }

  function wants(asks, axes, values) {
    const said = axes.map((axis, i) => [asks[axis] ?? [], values[i]]).filter(([accepted]) => accepted.length);
    return said.length > 0 && said.every(([accepted, value]) => accepted.includes(value));
  }

  // Every combination of the values of two or three axes, with the methods there and the needs that want one there.
  function cells(methods, agendas, axes) {
    const standing = Object.entries(methods.methods).map(([id, method]) => [id, { ...offered(methods, method.at), [GOAL]: served(method) }]);
    const wanted = Object.entries(agendas.needs)
      .filter(([, need]) => need.help !== "unlikely")
      .map(([id, need]) => [id, { ...need.requires, [GOAL]: need.goals }]);
    const combinations = axes.reduce(
      (found, axis) => found.flatMap((values) => valuesOf(methods, axis).map((value) => [...values, value])), [[]]);
    return combinations.map((values) => ({
      values,
      methods: standing.filter(([, at]) => axes.every((axis, i) => at[axis]?.includes(values[i]))).map(([id]) => id),
      wantedBy: wanted.filter(([, asks]) => wants(asks, axes, values)).map(([id]) => id),
    }));
  }

  return { cells, valuesOf };
})();
