// Find paths as `mscgraph path` does: best first over signed simple chains, ties by claim, mediated before plain.
// Costs are whole numbers far below 2^53, so sums are exact and the order is that of the command.

const walk = data.walk;
const PATHS = { k: 10, hops: 6, budget: 200000, structural: 2 };
const [STRUCTURAL, LAST_STEP, TO_PRODUCT, SHORTENED] = [1, 2, 16, 64];
const UNKNOWN = 2;
const NONE = -1;

const rowsBy = (column) => walk.arcs[column].reduce((rows, id, arc) => {
  rows[id].push(arc);
  return rows;
}, walk.entities.map(() => []));
const outOf = rowsBy('source');
const into = rowsBy('target');
const numberOf = new Map(walk.entities.map((id, i) => [id, i]));
const belowOf = (number) => walk.below[number] || [number];
const canWalk = (id) => numberOf.has(id);

function compareRows(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

const before = (a, b) => a.bound - b.bound || compareRows(a.records, b.records) || compareRows(a.vias, b.vias) || a.number - b.number;

/** A queue that gives the least first. */
function heap(less) {
  const items = [];
  const swap = (i, j) => { [items[i], items[j]] = [items[j], items[i]]; };
  return {
    get size() { return items.length; },
    push(item) {
      items.push(item);
      for (let i = items.length - 1; i > 0;) {
        const up = (i - 1) >> 1;
        if (less(items[i], items[up]) >= 0) break;
        swap(i, up);
        i = up;
      }
    },
    pop() {
      swap(0, items.length - 1);
      const least = items.pop();
      for (let i = 0; ;) {
        const below = [2 * i + 1, 2 * i + 2].filter((j) => j < items.length && less(items[j], items[i]) < 0);
        if (!below.length) break;
        const down = below.length > 1 && less(items[below[1]], items[below[0]]) < 0 ? below[1] : below[0];
        swap(i, down);
        i = down;
      }
      return least;
    },
  };
}

/** Least weight from every entity to a target, over arcs that may be walked. */
function distances(sources, targets, passes, weigh) {
  const best = new Map([...targets].map((id) => [id, 0]));
  const queue = heap((a, b) => a[0] - b[0] || a[1] - b[1]);
  targets.forEach((id) => queue.push([0, id]));
  while (queue.size) {
    const [distance, entity] = queue.pop();
    if (distance > best.get(entity) || (sources.has(entity) && !targets.has(entity))) continue;
    into[entity].forEach((arc) => {
      const source = walk.arcs.source[arc];
      if (targets.has(source) || !passes(arc)) return;
      const reached = distance + weigh(arc);
      if (!best.has(source) || reached < best.get(source)) {
        best.set(source, reached);
        queue.push([reached, source]);
      }
    });
  }
  return best;
}

/** Group the parallel arcs of an entity; they stay apart by target, mediator and sign. */
function choicesFrom(entity, passes) {
  const { target, via, sign, flags, cost, record } = walk.arcs;
  const groups = new Map();
  outOf[entity].filter(passes).forEach((arc) => {
    const key = [target[arc], via[arc], sign[arc], flags[arc] & (STRUCTURAL | SHORTENED)].join();
    groups.set(key, [...(groups.get(key) || []), arc]);
  });
  return [...groups.values()].map((arcs) => {
    arcs.sort((a, b) => cost[a] - cost[b] || record[a] - record[b]);
    const [best] = arcs;
    return {
      arcs, target: target[best], via: via[best], sign: sign[best], structural: flags[best] & STRUCTURAL, cost: cost[best], record: record[best], steps: via[best] === NONE ? 1 : 2,
    };
  });
}

function longer(trail, hop, sources) {
  if (trail.visited.has(hop.target) || trail.visited.has(hop.via) || sources.has(hop.target)) return null;
  const last = trail.hops.at(-1);
  if (hop.structural && last && last.structural) return null;
  const structural = trail.structural + hop.structural;
  if (structural > PATHS.structural) return null;
  let { sign } = trail;
  if (hop.sign === UNKNOWN || sign === UNKNOWN) sign = UNKNOWN;
  else if (hop.sign) sign *= hop.sign;
  const visited = new Set(trail.visited).add(hop.target);
  if (hop.via !== NONE) visited.add(hop.via);
  return {
    cost: trail.cost + hop.cost,
    hops: [...trail.hops, hop],
    visited,
    sign,
    steps: trail.steps + hop.steps,
    structural,
    start: trail.start,
    end: hop.target,
    records: [...trail.records, hop.record],
    vias: [...trail.vias, hop.via === NONE ? Infinity : hop.via],
  };
}

/** Whether the same claims were told already, with these mediators and more. */
const lessSaid = (vias, told) => told.some((others) => vias.every((via, i) => via === Infinity || via === others[i]));

/** Give the best paths from one entity to another, and whether these are all there are. */
function findPaths(source, target, { k = PATHS.k, maxHops = PATHS.hops } = {}) {
  const sources = new Set(belowOf(numberOf.get(source)));
  const targets = new Set(belowOf(numberOf.get(target)).filter((id) => !sources.has(id)));
  const passes = (arc) => {
    const [to, via] = [walk.arcs.target[arc], walk.arcs.via[arc]];
    if (via !== NONE && walk.closed[via] & 2) return false;
    return targets.has(to) || !(walk.arcs.flags[arc] & LAST_STEP || walk.closed[to] & 1);
  };
  const left = distances(sources, targets, passes, (arc) => walk.arcs.cost[arc]);
  const hopsLeft = distances(sources, targets, passes, (arc) => (walk.arcs.via[arc] === NONE ? 1 : 2));
  const queue = heap(before);
  let number = 0;
  const push = (trail) => {
    if (!left.has(trail.end) || trail.steps + hopsLeft.get(trail.end) > maxHops) return;
    queue.push({ ...trail, bound: trail.cost + left.get(trail.end), number });
  };
  [...sources].sort((a, b) => a - b).forEach((id) => {
    push({ cost: 0, hops: [], visited: new Set([id]), sign: 1, steps: 0, structural: 0, end: id, start: id, records: [], vias: [] });
    number += 1;
  });
  const [found, told, choices] = [[], new Map(), new Map()];
  let looked = 0;
  while (queue.size && found.length < k) {
    const trail = queue.pop();
    if (trail.hops.length && targets.has(trail.end)) {
      const records = trail.records.join();
      const others = told.get(records) || [];
      if (!lessSaid(trail.vias, others)) {
        found.push(trail);
        told.set(records, [...others, trail.vias]);
      }
      continue;
    }
    looked += 1;
    if (looked > PATHS.budget) return { trails: found, complete: false };
    if (!choices.has(trail.end)) choices.set(trail.end, choicesFrom(trail.end, passes));
    choices.get(trail.end).forEach((hop) => {
      const next = longer(trail, hop, sources);
      if (!next) return;
      number += 1;
      push(next);
    });
  }
  return { trails: found, complete: true };
}
