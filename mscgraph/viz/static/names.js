// Which names are written, and where: of cards seen from afar, then of relations. None covers a card or another name.

/** Below this scale the text of a card is too small to be read. */
const FAR = 0.62;
/** Pixels on the screen of a letter that can be read. */
const READABLE = 10;
/** Letters of a name in one line, seen from afar, and lines of the name of a relation. */
const [LONG, LINES] = [16, 3];
/** How far from its best spot a name may be moved along its line. */
const SHIFTS = [0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.24, -0.24, 0.3, -0.3, 0.36, -0.36, 0.42, -0.42];
const ruler = document.createElement('canvas').getContext('2d');
/** Cards by number of lines, most first. */
const byDegree = (() => {
  const degree = new Map([...cards.keys()].map((id) => [id, 0]));
  data.edges.forEach(({ from, to }) => [from, to].forEach((id) => degree.set(id, degree.get(id) + 1)));
  Object.entries(clusters).forEach(([id, { members }]) => degree.set(id, members.length));
  return [...degree.keys()].sort((a, b) => degree.get(b) - degree.get(a) || (a < b ? -1 : 1));
})();

const hasNames = () => (state.names === null ? scene.named : state.names);
const isLit = (id) => !state.lit || state.lit.nodes.has(id);
const meet = (one, two) => one[0] < two[2] && two[0] < one[2] && one[1] < two[3] && two[1] < one[3];
const holds = (outer, inner) => outer[0] <= inner[0] && outer[1] <= inner[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
const framed = ({ x, y }, width, height) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];

/** Give the room that lines of text take. */
function sizeOf(lines, size) {
  ruler.font = `600 ${size}px ${FONT}`;
  return [Math.max(...lines.map((line) => ruler.measureText(line).width)) + size / 2, lines.length * size * 1.17 + size / 6];
}

/** The frame of a card; at least as large as a few letters where a name of some size has to go in. */
function cardFrame(id, size = 0) {
  const [, width, height] = cardOf(id);
  const [across, down] = cards.get(id).outline === 'ellipse' ? [18, height > 40 ? 14 : 4] : [0, 0];
  return framed(scene.places.get(id), Math.max(width + across, size * 4.2), Math.max(height + down, size * 1.34));
}

/** A name as the card has it, in one line if that is not long, then ever shorter. */
function shorter(id) {
  const letters = [...cardName(id)];
  const cuts = letters.map((_, i) => letters.slice(0, -i || undefined).join('').trim()).slice(0, -1);
  const lines = cuts.map((text, i) => [i ? `${text}…` : text]).filter(([text]) => lettersOf(text) <= LONG);
  return [cardOf(id)[0].split('\n'), ...lines];
}

/** The room that a card needs for a name: its outline has to go round it. */
function roomFor(id, lines, size) {
  const [width, height] = sizeOf(lines, size);
  return cards.get(id).outline === 'ellipse' ? [width * 1.1, height * 1.2] : [width + size / 2, height];
}

/** The outline of a card that has grown to hold its name. */
function grownPath(id, [left, top, right, bottom]) {
  const { outline: shape } = cards.get(id);
  const [width, height] = [right - left, bottom - top];
  return new Path2D(shape === 'ellipse' ? outlinePath(shape, width - 18, height - (height > 54 ? 14 : 4)) : outlinePath(shape, width, height));
}

/** From afar a card grows to hold as much of its name as there is room for in letters that can be read, the busiest first. */
function farNames(size) {
  const ids = [...new Set([...scene.centre, ...byDegree])].filter((id) => drawn.has(id)).sort((a, b) => isLit(b) - isLit(a));
  const own = new Map(ids.map((id) => [id, cardFrame(id, size)]));
  const found = new Map();
  ids.forEach((id) => {
    const others = [...own.values()].filter((frame) => !meet(frame, own.get(id)));
    const blocked = [...others, ...[...found.values()].map(({ box }) => box)];
    const tries = shorter(id).map((lines) => ({ lines, box: framed(scene.places.get(id), ...roomFor(id, lines, size)) }));
    const fit = tries.find(({ box }) => !blocked.some((other) => meet(box, other)));
    if (fit) found.set(id, { ...fit, path: holds(cardFrame(id), fit.box) ? null : grownPath(id, fit.box) });
  });
  return found;
}

/** Write the name of each relation on its line, moved along it to where there is room; else it shows on hovering. */
function lineNames(size, blocked) {
  const found = new Map();
  if (isOverview() || !(hasNames() || (state.lit && !scene.named))) return found;
  shownEdges().filter((edge) => edge.from !== edge.to && (!state.lit || state.lit.edges.has(edge.id))).forEach((edge) => {
    const all = linesOf(edge);
    const lines = all.length > LINES ? [...all.slice(0, LINES - 1), `${all[LINES - 1]}…`] : all;
    const room = sizeOf(lines, size);
    const spots = SHIFTS.map((shift) => courseOf(edge).spot + shift).filter((t) => t > 0.05 && t < 0.95);
    const boxes = spots.map((t) => framed(pointOf(edge, t), ...room));
    const box = boxes.find((one) => !blocked.some((other) => meet(one, other)));
    if (!box) return;
    blocked.push(box);
    found.set(edge.id, { lines, box });
  });
  return found;
}

/** Find all names for a scale; `cards` is null where the cards bear their own. */
function namesAt(scale) {
  const [size, farSize] = [Math.max(12, READABLE / scale), READABLE / scale];
  const far = scale < FAR ? farNames(farSize) : null;
  const blocked = [...[...drawn].map((id) => cardFrame(id)), ...[...(far || []).values()].map(({ box }) => box)];
  return { scale, size, farSize, cards: far, lines: lineNames(size, blocked) };
}

let written = null;
/** Names are found anew when what is drawn changes. */
const forgetNames = () => { written = null; };
function namesNow() {
  const scale = network.getScale();
  if (!written || written.scale !== scale) written = namesAt(scale);
  return written;
}
