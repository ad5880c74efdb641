// Soft shades behind communities: entities with more ties among themselves than to others.
const LEAST = 4; // members
const TINTS = 6;
const REACH = 84; // twice how far a shade reaches beyond the middle of a mark
let shaded = { version: -1, regions: [] };

function shadeRegions(context) {
  if (!state.regions) return;
  if (shaded.version !== version) shaded = { version, regions: findRegions() };
  Object.assign(context, { lineJoin: "round", lineWidth: REACH });
  context.setLineDash([]);
  shaded.regions.forEach(([community, hull]) => {
    context.fillStyle = context.strokeStyle = palette[`region-${community % TINTS}`];
    context.beginPath();
    hull.forEach(([x, y], corner) => (corner ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
    context.stroke();
    context.fill();
  });
}

// Members far from the middle of their community are left out, lest a shade cover half of the map.
function findRegions() {
  const groups = new Map();
  data.nodes.forEach((node) => {
    if (!(node.community >= 0) || !drawn.has(node.index)) return;
    if (!groups.has(node.community)) groups.set(node.community, []);
    groups.get(node.community).push(drawn.get(node.index));
  });
  return [...groups].filter(([, points]) => points.length >= LEAST).map(([community, points]) => {
    const mid = [0, 1].map((axis) => points.map((point) => point[axis]).sort((a, b) => a - b)[points.length >> 1]);
    const far = points.map(([x, y]) => Math.hypot(x - mid[0], y - mid[1]));
    const usual = [...far].sort((a, b) => a - b)[Math.floor(points.length * 0.7)];
    return [community, hullOf(points.filter((_, place) => far[place] <= 2 * usual + 60))];
  });
}

function hullOf(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (all) => all.reduce((kept, point) => {
    while (kept.length > 1 && turn(kept[kept.length - 2], kept[kept.length - 1], point) <= 0) kept.pop();
    kept.push(point);
    return kept;
  }, []);
  return [...half(sorted).slice(0, -1), ...half([...sorted].reverse()).slice(0, -1)];
}

const turn = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
