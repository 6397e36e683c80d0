// How cards, lines, names and grounds are drawn.

const FAR = 0.62;
/** Entities by number of lines, most first. */
const byDegree = (() => {
  const degree = new Map(data.nodes.map((node) => [node.id, 0]));
  data.edges.forEach(({ from, to }) => [from, to].forEach((id) => degree.set(id, degree.get(id) + 1)));
  return [...degree.keys()].sort((a, b) => degree.get(b) - degree.get(a) || (a < b ? -1 : 1));
})();

/** Corners of the outlines that are polygons, as [share of width, pixels in, share of height]. */
function corners(name, width, height) {
  const cut = Math.min(height / 2, 13);
  const [right, bottom] = [width / 2, height / 2];
  const shapes = {
    box: [[-right, -bottom], [right, -bottom], [right, bottom], [-right, bottom]],
    slant: [[-right + cut, -bottom], [right, -bottom], [right - cut, bottom], [-right, bottom]],
    tag: [[-right, -bottom], [right - cut, -bottom], [right, 0], [right - cut, bottom], [-right, bottom]],
    hexagon: [
      [-right, 0], [-right + cut, -bottom], [right - cut, -bottom], [right, 0], [right - cut, bottom], [-right + cut, bottom],
    ],
    octagon: [
      [-right, -bottom + cut * 0.7], [-right + cut * 0.7, -bottom], [right - cut * 0.7, -bottom], [right, -bottom + cut * 0.7],
      [right, bottom - cut * 0.7], [right - cut * 0.7, bottom], [-right + cut * 0.7, bottom], [-right, bottom - cut * 0.7],
    ],
    notch: [
      [-right, -bottom], [right, -bottom], [right - cut * 0.7, 0], [right, bottom], [-right, bottom], [-right + cut * 0.7, 0],
    ],
  };
  return shapes[name];
}

/** Give the outline of a card around 0, 0 as the path of an SVG. */
function outlinePath(name, width, height) {
  const [right, bottom] = [width / 2, height / 2];
  if (name === 'ellipse') {
    const [rx, ry] = [right + 9, bottom + (height > 40 ? 7 : 2)];
    return `M${-rx} 0A${rx} ${ry} 0 0 1 ${rx} 0A${rx} ${ry} 0 0 1 ${-rx} 0Z`;
  }
  if (name === 'pill' || name === 'round') {
    const r = name === 'pill' ? bottom : 7;
    const turn = (x, y) => `A${r} ${r} 0 0 1 ${x} ${y}`;
    return `M${r - right} ${-bottom}L${right - r} ${-bottom}${turn(right, r - bottom)}L${right} ${bottom - r}${turn(right - r, bottom)}`
      + `L${r - right} ${bottom}${turn(-right, bottom - r)}L${-right} ${r - bottom}${turn(r - right, -bottom)}Z`;
  }
  return `M${corners(name, width, height).map((point) => point.join(' ')).join('L')}Z`;
}

const outlines = new Map();
function outline(name, width, height) {
  const key = `${name} ${width} ${height}`;
  if (!outlines.has(key)) outlines.set(key, new Path2D(outlinePath(name, width, height)));
  return outlines.get(key);
}

/** Draw a card; vis-network calls this for every node. */
function drawCard({ ctx, id, x, y, state: { selected, hover } }) {
  const { boxes, outline: shape, family, members } = cards.get(id);
  const [text, width, height] = boxes[state.language];
  const paint = paintOf(family);
  const strong = selected || scene.centre.includes(id);
  return {
    drawNode() {
      const path = outline(shape, width, height);
      ctx.save();
      ctx.translate(x, y);
      ctx.globalAlpha = state.lit && !state.lit.nodes.has(id) ? 0.25 : 1;
      ctx.strokeStyle = paint.line;
      ctx.lineWidth = strong ? 3.5 : hover ? 2.5 : 1.5;
      (members ? [8, 4, 0] : [0]).forEach((behind) => {
        ctx.save();
        ctx.translate(behind, -behind);
        ctx.fillStyle = colour('--page');
        ctx.fill(path);
        ctx.fillStyle = paint.fill;
        ctx.fill(path);
        ctx.stroke(path);
        ctx.restore();
      });
      if (!isFar()) {
        ctx.fillStyle = colour('--text');
        ctx.font = `${strong ? '600 ' : ''}14px ${FONT}`;
        ctx.textAlign = 'center';
        ctx.textBaseline = 'middle';
        const lines = text.split('\n');
        lines.forEach((line, i) => ctx.fillText(line, shape === 'tag' ? -4 : 0, (i - (lines.length - 1) / 2) * 18 + 1, width - 14));
      }
      ctx.restore();
    },
    nodeDimensions: { width, height },
  };
}

/** Give a point of a line, 0 at its source and 1 at its target. */
function pointOf(edge, t) {
  return curvePoint(scene.places.get(edge.from), scene.places.get(edge.to), courseOf(edge).bend, t);
}

/** Whether cards are too small for their text, as in a large picture seen from afar. */
const isFar = () => scene.bands.length > 0 && network.getScale() < FAR;

/** Write lines of text around a point on a ground that hides what is below, unless `taken` holds the place. */
function writeOn(ctx, lines, { x, y }, size, { taken = null, paint = null }) {
  const width = Math.max(...lines.map((line) => ctx.measureText(line).width)) + size / 2;
  const height = lines.length * size * 1.17 + size / 6;
  const box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  if (taken) {
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return;
    taken.push(box);
  }
  ctx.globalAlpha = paint ? 1 : 0.88;
  ctx.fillStyle = paint ? paint.fill : colour('--page');
  ctx.fillRect(box[0], box[1], width, height);
  ctx.globalAlpha = 1;
  if (paint) {
    ctx.strokeStyle = paint.line;
    ctx.lineWidth = size / 14;
    ctx.strokeRect(box[0], box[1], width, height);
  }
  ctx.fillStyle = colour('--text');
  lines.forEach((line, i) => ctx.fillText(line, x, y + (i - (lines.length - 1) / 2) * size * 1.17 + size / 12));
}

/** From afar, write labels in a size that can be read: those with most lines first, as many as fit. */
function drawLabels(ctx, taken) {
  const size = 11 / network.getScale();
  ctx.font = `${state.lit ? '600 ' : ''}${size}px ${FONT}`;
  byDegree.filter((id) => drawn.has(id) && (!state.lit || state.lit.nodes.has(id))).forEach((id) => {
    const { boxes, family } = cards.get(id);
    writeOn(ctx, boxes[state.language][0].split('\n'), scene.places.get(id), size, { taken, paint: paintOf(family) });
  });
}

const hasNames = () => (state.names === null ? scene.named : state.names);

/** Write the names of the relations, each on its line where there is room. */
function drawNames(ctx, taken) {
  if (isOverview()) return;
  const size = taken ? 10.5 / network.getScale() : 12;
  ctx.font = `${size}px ${FONT}`;
  shownEdges().forEach((edge) => {
    const lit = !state.lit || state.lit.edges.has(edge.id);
    if (edge.from === edge.to || !lit || !(hasNames() || (state.lit && !scene.named))) return;
    writeOn(ctx, linesOf(edge), pointOf(edge, courseOf(edge).spot), size, { taken: scene.named ? taken : taken || [] });
  });
}

function drawTexts(ctx) {
  ctx.save();
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const taken = isFar() ? [] : null;
  if (taken) drawLabels(ctx, taken);
  drawNames(ctx, taken);
  ctx.restore();
}

/** Draw the ground of each family behind everything. */
function drawBands(ctx) {
  ctx.save();
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  scene.bands.forEach(([family, left, top, right, bottom]) => {
    const paint = paintOf(family);
    ctx.globalAlpha = isDark() ? 0.28 : 0.4;
    ctx.fillStyle = paint.fill;
    ctx.beginPath();
    ctx.roundRect(left, top, right - left, bottom - top, 14);
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.fillStyle = paint.line;
    const size = Math.max(20, Math.min(13 / network.getScale(), 36));
    ctx.font = `600 ${size}px ${FONT}`;
    const heading = word(`family.${family}`);
    const lines = ctx.measureText(heading).width > right - left ? heading.split(', ') : [heading];
    lines.reverse().forEach((line, i) => ctx.fillText(line, (left + right) / 2, top - 14 - i * size * 1.1, right - left + 40));
  });
  ctx.restore();
}
