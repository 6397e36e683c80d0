// Take the picture away: as a drawing (SVG), as an image (PNG) of it, or on paper.

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 30;

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children.filter(Boolean));
  return element;
}

function svgText(lines, x, y, size, attributes = {}) {
  const lead = size < 14 ? 1.17 : 1.28; // as the page writes names of relations, and cards
  const spans = lines.map((line, i) => {
    const span = svg('tspan', { x, y: y + (i - (lines.length - 1) / 2) * size * lead + size * 0.35 });
    span.textContent = line;
    return span;
  });
  return svg('text', { 'font-size': size, 'text-anchor': 'middle', fill: colour('--text'), ...attributes }, ...spans);
}

const inCard = ({ x, y }, id) => {
  const [, width, height] = cardOf(id);
  const middle = scene.places.get(id);
  return Math.abs(x - middle.x) < width / 2 + 4 && Math.abs(y - middle.y) < height / 2 + 4;
};

/** The free part of a line, between the cards at its ends. */
function freePoints(edge) {
  const points = Array.from({ length: 61 }, (_, i) => pointOf(edge, i / 60));
  return points.filter((point) => !inCard(point, edge.from) && !inCard(point, edge.to));
}

/** The end of a line by its sign: arrow, bar, circle or open arrow. */
function headPath(sign, tip, back) {
  const turn = (Math.atan2(tip.y - back.y, tip.x - back.x) * 180) / Math.PI;
  const [head] = data.signs[sign];
  const shape = { arrow: 'M0 0L-12 -6L-9 0L-12 6Z', bar: 'M-3 -8H0V8H-3Z', circle: 'M0 0A5 5 0 1 1 -10 0A5 5 0 1 1 0 0Z', vee: 'M0 0L-10 -5L-6 0L-10 5Z' }[head];
  return { d: shape, transform: `translate(${tip.x.toFixed(1)} ${tip.y.toFixed(1)}) rotate(${turn.toFixed(1)})` };
}

function svgLine(edge, name) {
  const points = freePoints(edge);
  if (points.length < 2) return null;
  const ink = edge.layer === 'denied' ? inkOf('?') : inkOf(edge.sign);
  const dashes = dashesOf(edge);
  const title = svg('title', {});
  title.textContent = titleOf(edge);
  return svg(
    'g', {},
    title,
    svg('path', {
      d: `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`, fill: 'none', stroke: ink, 'stroke-width': edge.width, ...(dashes ? { 'stroke-dasharray': dashes.join(' ') } : {}),
    }),
    svg('path', { ...headPath(edge.sign, points.at(-1), points.at(-2)), fill: ink }),
    name ? svgText(name.lines, (name.box[0] + name.box[2]) / 2, (name.box[1] + name.box[3]) / 2, 12, { 'paint-order': 'stroke', stroke: colour('--page'), 'stroke-width': 4 }) : null,
  );
}

function svgCard(id) {
  const { outline: shape, family } = cards.get(id);
  const [text, width, height] = cardOf(id);
  const { x, y } = scene.places.get(id);
  const paint = paintOf(family);
  return svg(
    'g', {},
    svg('path', { d: outlinePath(shape, width, height), transform: `translate(${x} ${y})`, fill: paint.fill, stroke: paint.line, 'stroke-width': scene.centre.includes(id) ? 3 : 1.5 }),
    svgText(text.split('\n'), x, y, 14),
  );
}

/** Draw what is on the page as an SVG element. */
function drawing() {
  const ids = [...shownCards()];
  const frames = ids.map((id) => {
    const { x, y } = scene.places.get(id);
    const [, width, height] = cardOf(id);
    return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  });
  const run = (isOverview() ? streams.filter((stream) => streamLines(stream).length) : shownEdges()).filter((edge) => edge.from !== edge.to);
  const bends = run.filter((edge) => courseOf(edge).bend).flatMap((edge) => [0.25, 0.5, 0.75].map((t) => pointOf(edge, t))).map(({ x, y }) => [x - 50, y - 10, x + 50, y + 10]);
  const all = [...frames, ...bends];
  const [left, top] = [0, 1].map((i) => Math.min(...all.map((frame) => frame[i])) - MARGIN);
  const [right, bottom] = [2, 3].map((i) => Math.max(...all.map((frame) => frame[i])) + MARGIN);
  const [width, height] = [right - left, bottom - top].map(Math.round);
  const { lines: names } = namesAt(1);
  const title = svg('title', {});
  title.textContent = document.title;
  return svg(
    'svg', { xmlns: SVG, viewBox: `${left} ${top} ${width} ${height}`, width, height, 'font-family': 'sans-serif', role: 'img' },
    title,
    svg('rect', { x: left, y: top, width, height, fill: colour('--page') }),
    ...run.map((edge) => svgLine(edge, names.get(edge.id))), ...ids.map(svgCard),
  );
}

function download(blob, suffix) {
  const address = URL.createObjectURL(blob);
  const name = document.title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  el('a', { href: address, download: `${name}.${suffix}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const svgBlob = () => new Blob([new XMLSerializer().serializeToString(drawing())], { type: 'image/svg+xml' });

function savePng() {
  const image = new Image();
  const address = URL.createObjectURL(svgBlob());
  image.addEventListener('load', () => {
    const scale = Math.min(2, 8000 / Math.max(image.width, image.height));
    const canvas = el('canvas', { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => download(blob, 'png'));
    URL.revokeObjectURL(address);
  });
  image.src = address;
}

function listenToSave() {
  byId('png').addEventListener('click', savePng);
  byId('svg').addEventListener('click', () => download(svgBlob(), 'svg'));
  byId('print').addEventListener('click', () => window.print());
  byId('copy-link').addEventListener('click', () => copy(window.location.href, null));
  window.addEventListener('beforeprint', () => {
    const own = state.theme;
    state.theme = 'light'; // paper is white
    applyTheme();
    byId('paper').replaceChildren(drawing());
    state.theme = own;
    applyTheme();
  });
}
