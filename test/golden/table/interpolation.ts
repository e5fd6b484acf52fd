/** @file Resizing of images and signals. */
import { given, lacking, row, type Table, t } from "./row.js"

export const interpolation: Table = {
  "nn.functional.interpolate": lacking(
    row(
      "input, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None, antialias=False",
      ({ input, size, scale_factor, mode, align_corners, recompute_scale_factor }) =>
        t.interpolate(
          input,
          given({
            size,
            scaleFactor: scale_factor,
            mode,
            alignCorners: align_corners,
            recomputeScaleFactor: recompute_scale_factor,
          }),
        ),
    ),
    ({ antialias }) => (antialias ? "antialias" : undefined),
  ),
}
