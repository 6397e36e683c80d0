// Lay out what the reader unfolds: columns from left to right, always the same for the same things.

const BENDS = [0, 0.16, -0.16, 0.3, -0.3, 0.44, -0.44, 0.58, -0.58];
const GAP_Y = 30;
const ROWS = 13;

const cardOf = (id) => cards.get(id).boxes[state.language];
const widest = (id) => Math.max(...cards.get(id).boxes.map(([, width]) => width));
const tallest = (id) => Math.max(...cards.get(id).boxes.map(([, , height]) => height));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** List the neighbours of each entity in other columns. */
function besides(columns, arcs) {
  const column = new Map(columns.flatMap((ids, i) => ids.map((id) => [id, i])));
  const beside = new Map([...column.keys()].map((id) => [id, []]));
  arcs.forEach(([from, to]) => {
    if (column.get(from) === column.get(to)) return;
    beside.get(from).push(to);
    beside.get(to).push(from);
  });
  return beside;
}

/** Sort each column by the mean place of its neighbours. */
function reorder(columns, beside) {
  const at = new Map();
  const note = (ids) => ids.forEach((id, i) => at.set(id, (i + 0.5) / ids.length));
  columns.forEach(note);
  for (let sweep = 0; sweep < 12; sweep += 1) {
    (sweep % 2 ? [...columns].reverse() : columns).forEach((ids) => {
      const wish = new Map(ids.map((id) => [id, beside.get(id).length ? mean(beside.get(id).map((other) => at.get(other))) : at.get(id)]));
      ids.sort((a, b) => wish.get(a) - wish.get(b));
      note(ids);
    });
  }
}

/** Put a column as near as possible to the wished heights, in order and without overlap. */
function stack(ids, wish, y) {
  const blocks = [];
  ids.forEach((id) => {
    const length = tallest(id) + GAP_Y;
    let block = { ids: [id], top: wish(id) - length / 2, length };
    while (blocks.length && blocks.at(-1).top + blocks.at(-1).length > block.top) {
      const { ids: before, top, length: size } = blocks.pop();
      const both = [...before, ...block.ids];
      block = { ids: both, top: (top * before.length + (block.top - size) * block.ids.length) / both.length, length: size + block.length };
    }
    blocks.push(block);
  });
  blocks.forEach(({ ids: own, top }) => own.reduce((at, id) => {
    y.set(id, at + (tallest(id) + GAP_Y) / 2);
    return at + tallest(id) + GAP_Y;
  }, top));
}

/** Give each entity its place; `arcs` are pairs of entities that belong near each other. */
function placeColumns(columns, arcs, gap) {
  const beside = besides(columns, arcs);
  reorder(columns, beside);
  const y = new Map();
  columns.forEach((ids) => stack(ids, () => 0, y));
  for (let sweep = 0; sweep < 8; sweep += 1) {
    columns.forEach((ids) => stack(ids, (id) => (beside.get(id).length ? mean(beside.get(id).map((other) => y.get(other))) : y.get(id)), y));
  }
  const places = new Map();
  let x = 0;
  columns.forEach((ids) => {
    const wide = Math.max(...ids.map(widest));
    ids.forEach((id) => places.set(id, { x: Math.round(x + wide / 2), y: Math.round(y.get(id)) }));
    x += wide + gap;
  });
  return places;
}

/** Split many entities into columns of one height, kinds together. */
function inColumns(ids) {
  const families = Object.keys(data.families);
  const rank = (id) => families.indexOf(cards.get(id).family);
  const sorted = [...ids].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const rows = Math.max(ROWS, Math.ceil(Math.sqrt(sorted.length * 3)));
  const count = Math.ceil(sorted.length / rows);
  const size = Math.ceil(sorted.length / count) || 1;
  return Array.from({ length: count }, (_, i) => sorted.slice(i * size, (i + 1) * size));
}

/** Columns around an entity: what leads to it alone on the left, what it leads to on the right. */
function columnsAround(centre, run) {
  const after = new Set(run.filter((edge) => edge.from === centre).map((edge) => edge.to));
  const before = new Set(run.filter((edge) => edge.to === centre && !after.has(edge.from)).map((edge) => edge.from));
  after.delete(centre);
  before.delete(centre);
  return [...inColumns(before).reverse(), [centre], ...inColumns(after)];
}

/** Columns of paths: an entity stands right of all that leads to it on any of them, as far as that can be. */
function columnsAlong(chains) {
  const rank = new Map();
  chains.forEach((chain) => chain.forEach((id, i) => rank.set(id, Math.max(rank.get(id) || 0, i))));
  const last = Math.max(...rank.values());
  chains.forEach((chain) => rank.set(chain.at(-1), last));
  chains.forEach((chain) => rank.set(chain[0], 0));
  const columns = [];
  [...rank].sort(([a], [b]) => (a < b ? -1 : 1)).forEach(([id, i]) => {
    columns[i] = columns[i] || [];
    columns[i].push(id);
  });
  return columns.filter(Boolean);
}

/** Points along a line as vis-network bends it: from 0 at its source to 1 at its target. */
function curvePoint(start, end, bend, t) {
  const [across, down] = [end.x - start.x, start.y - end.y];
  const turn = Math.atan2(down, across) + (bend * 0.5 + 0.5) * Math.PI;
  const reach = (Math.abs(bend) * 0.5 + 0.5) * Math.hypot(across, down);
  const via = { x: start.x + reach * Math.sin(turn), y: start.y + reach * Math.cos(turn) };
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: a * start.x + b * via.x + c * end.x, y: a * start.y + b * via.y + c * end.y };
}

/** Bend each line as little as keeps it off the cards between its ends and off its twins. */
function bendAll(run, places) {
  const frames = [...places].map(([id, { x, y }]) => [id, x - widest(id) / 2 - 4, y - tallest(id) / 2 - 4, x + widest(id) / 2 + 4, y + tallest(id) / 2 + 4]);
  const taken = new Map();
  const courses = new Map();
  run.forEach((edge) => {
    const key = [edge.from, edge.to].sort().join(' ');
    const way = edge.from <= edge.to ? 1 : -1;
    const used = taken.get(key) || [];
    const [start, end] = [places.get(edge.from), places.get(edge.to)];
    const others = frames.filter(([id]) => id !== edge.from && id !== edge.to);
    let best = null;
    BENDS.forEach((bend) => {
      if (used.some((other) => Math.abs(other - bend * way) < 0.11)) return;
      let hits = 0;
      for (let t = 0.05; t < 1 && run.length < 400; t += 0.05) {
        const { x, y } = curvePoint(start, end, bend, t);
        if (others.some(([, left, top, right, bottom]) => left < x && x < right && top < y && y < bottom)) hits += 1;
      }
      const weight = hits + 4 * Math.abs(bend);
      if (!best || weight < best.weight - 1e-9) best = { weight, bend };
    });
    const bend = best ? best.bend : BENDS.at(-1);
    taken.set(key, [...used, bend * way]);
    courses.set(edge.id, { bend, spot: 0.5 });
  });
  return courses;
}
