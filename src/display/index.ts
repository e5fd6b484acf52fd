/**
 * @file tuplet/display: what a program does, and how training goes, as text for terminals and SVG for pages and
 * notebooks.
 */

export { type LineChartOptions, lineChart, type Series } from "./chart.js"
export { explainDot, explainSvg } from "./explain.js"
export { type HistogramOptions, histograms, histogramsSvg } from "./histogram.js"
export { type Broadcast, liveChart } from "./live.js"
export type { MediaBundle, Picture } from "./picture.js"
export { type Progress, progressBar } from "./progress.js"
