// @ts-check
/** The geometry of the skill radar, as plugins/lorepath/site/radar.py has it: in a square of 240. */

const CENTRE = 120;
const RADIUS = 92;

/** The points of a polygon, one spoke for each value from 0 to `scale`, the first one upwards.
 * @param {number[]} values @param {number} scale */
export function polygon(values, scale) {
  return values
    .map((value, place) => {
      const turn = (2 * Math.PI * place) / values.length - Math.PI / 2;
      const reach = (RADIUS * Math.min(value, scale)) / scale;
      return `${(CENTRE + reach * Math.cos(turn)).toFixed(1)},${(CENTRE + reach * Math.sin(turn)).toFixed(1)}`;
    })
    .join(" ");
}
