// How cards, lines, names and grounds are drawn.

/** How much is left of what does not stand out. */
const FAINT = 0.25;

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

/** What is left of a card whose name finds no room. */
function dot(radius) {
  const path = new Path2D();
  path.arc(0, 0, radius, 0, 2 * Math.PI);
  return path;
}

/** Draw a card; vis-network calls this for every node. */
function drawCard({ ctx, id, x, y, state: { selected, hover } }) {
  const { boxes, outline: shape, family, members } = cards.get(id);
  const [text, width, height] = boxes[state.language];
  const paint = paintOf(family);
  const strong = selected || scene.centre.includes(id);
  const { cards: far, scale } = namesNow();
  const own = far && far.get(id);
  const nameless = far && !own;
  return {
    drawNode() {
      const path = nameless ? dot(4 / scale) : (own && own.path) || outline(shape, width, height);
      ctx.save();
      ctx.translate(x, y);
      ctx.globalAlpha = isLit(id) ? 1 : FAINT;
      ctx.strokeStyle = paint.line;
      ctx.lineWidth = (strong ? 3.5 : hover ? 2.5 : 1.5) * (own ? Math.max(1, 0.6 / scale) : 1);
      (members && !nameless ? [8, 4, 0] : [0]).forEach((behind) => {
        ctx.save();
        ctx.translate(behind, -behind);
        ctx.fillStyle = colour('--page');
        ctx.fill(path);
        ctx.fillStyle = paint.fill;
        ctx.fill(path);
        ctx.stroke(path);
        ctx.restore();
      });
      if (!far) {
        ctx.fillStyle = colour('--text');
        ctx.font = `${strong ? '600 ' : ''}14px ${FONT}`;
        ctx.textAlign = 'center';
        ctx.textBaseline = 'middle';
        const lines = text.split('\n');
        lines.forEach((line, i) => ctx.fillText(line, shape === 'tag' ? -4 : 0, (i - (lines.length - 1) / 2) * 18 + 1, width - 14));
      }
      ctx.restore();
    },
    nodeDimensions: own && own.path ? { width: own.box[2] - own.box[0], height: own.box[3] - own.box[1] } : { width, height },
  };
}

/** Give a point of a line, 0 at its source and 1 at its target. */
function pointOf(edge, t) {
  return curvePoint(scene.places.get(edge.from), scene.places.get(edge.to), courseOf(edge).bend, t);
}

function write(ctx, { lines, box: [left, top, right, bottom] }, size) {
  ctx.fillStyle = colour('--text');
  const middle = (top + bottom) / 2;
  lines.forEach((line, i) => ctx.fillText(line, (left + right) / 2, middle + (i - (lines.length - 1) / 2) * size * 1.17 + size / 12));
}

function drawTexts(ctx) {
  const { cards: far, lines, size, farSize } = namesNow();
  ctx.save();
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.font = `${size}px ${FONT}`;
  lines.forEach((name) => {
    const [left, top, right, bottom] = name.box;
    ctx.globalAlpha = 0.88; // hides the lines below
    ctx.fillStyle = colour('--page');
    ctx.fillRect(left, top, right - left, bottom - top);
    ctx.globalAlpha = 1;
    write(ctx, name, size);
  });
  ctx.font = `${state.lit ? '600 ' : ''}${farSize}px ${FONT}`;
  (far || []).forEach((name, id) => {
    ctx.globalAlpha = isLit(id) ? 1 : FAINT;
    write(ctx, name, farSize);
  });
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
