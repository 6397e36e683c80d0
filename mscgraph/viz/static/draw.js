// What the page knows, and how cards, bands and the legend are drawn.

const data = JSON.parse(document.getElementById('data').textContent);
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const state = {
  language: data.language,
  denied: false,
  ontology: true,
  names: data.named,
  /** Ids of what stands out; null when everything does. */
  lit: null,
};

const FAR = 0.62;
/** Entities by number of lines, most first. */
const byDegree = (() => {
  const degree = new Map(data.nodes.map((node) => [node.id, 0]));
  data.edges.forEach(({ from, to }) => [from, to].forEach((id) => degree.set(id, degree.get(id) + 1)));
  return [...degree.keys()].sort((a, b) => degree.get(b) - degree.get(a) || (a < b ? -1 : 1));
})();

const byId = (id) => document.getElementById(id);
const say = (pair) => pair[state.language];
const word = (key) => (data.words[key] ? say(data.words[key]) : key);
const labelOf = (id) => say(data.entities[id] ? data.entities[id].label : data.labels[id] || [id, id]);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const signOf = (sign) => (sign === '-' ? '−' : sign);
const inkOf = (sign) => data.signs[sign][dark.matches ? 2 : 1];

function paintOf(family) {
  const [line, fill, nightLine, nightFill] = data.families[family];
  return dark.matches ? { line: nightLine, fill: nightFill } : { line, fill };
}

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

/** Lay the path of an outline around a middle. */
function outline(ctx, name, x, y, width, height) {
  ctx.beginPath();
  if (name === 'ellipse') {
    ctx.ellipse(x, y, width / 2 + 9, height / 2 + (height > 40 ? 7 : 2), 0, 0, 2 * Math.PI);
  } else if (name === 'pill' || name === 'round') {
    const radius = name === 'pill' ? height / 2 : 7;
    ctx.roundRect(x - width / 2, y - height / 2, width, height, radius);
  } else {
    corners(name, width, height).forEach(([dx, dy]) => ctx.lineTo(x + dx, y + dy));
    ctx.closePath();
  }
}

/** Draw an entity; vis-network calls this for every node. */
function drawCard({ ctx, id, x, y, state: { selected, hover } }) {
  const node = cards.get(id);
  const [text, width, height] = node.boxes[state.language];
  const paint = paintOf(node.family);
  const strong = selected || data.centre.includes(id);
  return {
    drawNode() {
      ctx.globalAlpha = state.lit && !state.lit.nodes.has(id) ? 0.25 : 1;
      outline(ctx, node.outline, x, y, width, height);
      ctx.fillStyle = colour('--page');
      ctx.fill();
      ctx.fillStyle = paint.fill;
      ctx.fill();
      ctx.strokeStyle = paint.line;
      ctx.lineWidth = strong ? 3.5 : hover ? 2.5 : 1.5;
      ctx.stroke();
      if (isFar()) return;
      ctx.fillStyle = colour('--text');
      ctx.font = `${strong ? '600 ' : ''}14px ${FONT}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      const lines = text.split('\n');
      const middle = node.outline === 'tag' ? x - 4 : x;
      lines.forEach((line, i) => ctx.fillText(line, middle, y + (i - (lines.length - 1) / 2) * 18 + 1, width - 14));
    },
    nodeDimensions: { width, height },
  };
}

/** Give a point of a line, 0 at its source and 1 at its target, as vis-network bends it. */
function pointOf(edge, t) {
  const { [edge.from]: start, [edge.to]: end } = network.getPositions([edge.from, edge.to]);
  const [across, down] = [end.x - start.x, start.y - end.y];
  const turn = Math.atan2(down, across) + (edge.bend * 0.5 + 0.5) * Math.PI;
  const reach = (Math.abs(edge.bend) * 0.5 + 0.5) * Math.hypot(across, down);
  const via = { x: start.x + reach * Math.sin(turn), y: start.y + reach * Math.cos(turn) };
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: a * start.x + b * via.x + c * end.x, y: a * start.y + b * via.y + c * end.y };
}

/** Whether cards are too small for their text, as in a large picture seen from afar. */
const isFar = () => data.bands.length > 0 && network.getScale() < FAR;

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
  byDegree.filter((id) => !nodes.get(id).hidden && (!state.lit || state.lit.nodes.has(id))).forEach((id) => {
    const { [id]: middle } = network.getPositions([id]);
    const { boxes, family } = cards.get(id);
    writeOn(ctx, boxes[state.language][0].split('\n'), middle, size, { taken, paint: paintOf(family) });
  });
}

/** Write the names of the relations, each on its line where there is room. */
function drawNames(ctx, taken) {
  const size = taken ? 10.5 / network.getScale() : 12;
  ctx.font = `${size}px ${FONT}`;
  data.edges.forEach((edge) => {
    const lit = !state.lit || state.lit.edges.has(edge.id);
    if (isHidden(edge) || edge.from === edge.to || !lit || !(state.names || (state.lit && !data.named))) return;
    writeOn(ctx, edge.lines[state.language].split('\n'), pointOf(edge, edge.spot), size, { taken });
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
  data.bands.forEach(([family, left, top, right, bottom]) => {
    const paint = paintOf(family);
    ctx.globalAlpha = dark.matches ? 0.28 : 0.4;
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

/** Make a small canvas and draw on it. */
function swatch(draw) {
  const [width, height] = [38, 20];
  const canvas = document.createElement('canvas');
  const ratio = window.devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const ctx = canvas.getContext('2d');
  ctx.scale(ratio, ratio);
  draw(ctx, width, height);
  return canvas;
}

function kindSwatch(family, shape) {
  return swatch((ctx, width, height) => {
    const paint = paintOf(family);
    outline(ctx, shape, width / 2, height / 2, shape === 'ellipse' ? 18 : 32, shape === 'ellipse' ? 10 : 14);
    ctx.fillStyle = paint.fill;
    ctx.fill();
    ctx.strokeStyle = paint.line;
    ctx.lineWidth = 1.5;
    ctx.stroke();
  });
}

function signSwatch(head, ink, dashes) {
  return swatch((ctx, width, height) => {
    const [end, middle] = [width - 4, height / 2];
    ctx.strokeStyle = ctx.fillStyle = ink;
    ctx.lineWidth = 2;
    ctx.setLineDash(dashes);
    ctx.beginPath();
    ctx.moveTo(2, middle);
    ctx.lineTo(end - 5, middle);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    if (head === 'circle') {
      ctx.arc(end - 4, middle, 4, 0, 2 * Math.PI);
    } else if (head === 'bar') {
      ctx.rect(end - 5, middle - 6, 3, 12);
    } else {
      const notch = head === 'vee' ? end - 6 : end - 9;
      [[end, middle], [end - 9, middle - 5], [notch, middle], [end - 9, middle + 5]].forEach((p) => ctx.lineTo(...p));
    }
    ctx.fill();
  });
}

/** Explain what is drawn, and nothing else. */
function fillLegend() {
  const lines = [];
  const shown = new Set(Object.values(data.entities).map((entity) => entity.kind));
  const families = Object.keys(data.families);
  Object.entries(data.kinds)
    .filter(([kind]) => shown.has(kind))
    .sort(([, a], [, b]) => families.indexOf(a[1]) - families.indexOf(b[1]))
    .forEach(([, [label, family, shape]]) => lines.push(el('div', {}, kindSwatch(family, shape), say(label))));
  const signs = new Set(data.edges.map((edge) => edge.sign));
  Object.entries(data.signs)
    .filter(([sign]) => signs.has(sign))
    .forEach(([sign, [head]]) => {
      const dashes = sign === '0' ? [2, 3] : [];
      lines.push(el('div', {}, signSwatch(head, inkOf(sign), dashes), word(`sign.${sign}`)));
    });
  if (data.edges.some((edge) => edge.layer === 'denied')) {
    lines.push(el('div', {}, signSwatch('arrow', inkOf('?'), [6, 4]), word('sign.denied')));
  }
  lines.push(el('div', { className: 'soft' }, word('width')));
  byId('legend-lines').replaceChildren(...lines);
}
