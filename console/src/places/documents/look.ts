/** How a file is looked at: `zoom` 1 fits the width, `turn` in degrees clockwise. */
export interface Look {
  zoom: number;
  turn: number;
}
