import type { Picture } from '../../client/office/scans/reading/picture.ts';
import { grayBetween, shrunk } from '../../client/office/scans/reading/picture.ts';
import type { Chance } from './chance.ts';
import { PRINT_DPI } from './printed-forms.ts';

/** What a scanner or a telephone does to a sheet. */
export interface ScanFaults {
  readonly dpi: number;
  readonly isOneBit: boolean;
  readonly degrees: number;
  readonly scale: number;
  /** Millimetres. */
  readonly shift: { readonly x: number; readonly y: number };
  /** Share by which the far edge is shorter: a photograph. */
  readonly tilt: number;
  /** Darkness of one edge, 0 to 1. */
  readonly shadow: number;
  /** Share of the height at which the sheet was folded; the part below is this many millimetres off. */
  readonly fold: { readonly height: number; readonly step: number } | undefined;
  readonly speckle: number;
  readonly noise: number;
}

export function faultsBy(chance: Chance): ScanFaults {
  const isOneBit = chance.isMet(0.35);
  return {
    dpi: chance.pick([150, 200, 300]),
    isOneBit,
    degrees: chance.between(-3, 3),
    scale: chance.between(0.95, 1.05),
    shift: { x: chance.between(-3, 3), y: chance.between(-3, 3) },
    tilt: isOneBit ? 0 : chance.isMet(0.3) ? chance.between(-0.03, 0.03) : 0,
    shadow: isOneBit ? 0.1 : chance.between(0, 0.45),
    fold: chance.isMet(0.3)
      ? { height: chance.between(0.25, 0.75), step: chance.between(-0.4, 0.4) }
      : undefined,
    speckle: chance.between(0, 0.004),
    noise: isOneBit ? 2 : chance.between(2, 8),
  };
}

const PAGE = { width: 210, height: 297 };

/** The sheet as the file of a scan shows it. */
export function scanned(sheet: Picture, faults: ScanFaults, chance: Chance): Picture {
  const factor = faults.dpi <= PRINT_DPI / 2 ? 2 : 1;
  const source = shrunk(sheet, factor);
  const dots = PRINT_DPI / 25.4 / factor;
  const width = Math.round((PAGE.width * faults.dpi) / 25.4);
  const height = Math.round((PAGE.height * faults.dpi) / 25.4);
  const pixels = new Uint8Array(width * height);
  const place = placeOn(faults);
  const fold = faults.fold ? faults.fold.height * PAGE.height : Infinity;
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const { x, y } = place((column * 25.4) / faults.dpi, (row * 25.4) / faults.dpi);
      const isOnSheet = x >= 0 && y >= 0 && x < PAGE.width && y < PAGE.height;
      const gray = isOnSheet ? inked(source, x, y, dots, fold) : 235;
      pixels[row * width + column] = exposed(gray, column / width, faults, chance);
    }
  return { width, height, pixels };
}

/** From a place of the picture back to the sheet, in millimetres. */
function placeOn({ degrees, scale, shift, tilt, fold }: ScanFaults) {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const foldAt = fold ? fold.height * PAGE.height : Infinity;
  const step = fold?.step ?? 0;
  return (column: number, row: number) => {
    const depth = 1 + tilt * (row / PAGE.height - 0.5);
    const right = (column - PAGE.width / 2 - shift.x) * depth;
    const down = (row - PAGE.height / 2 - shift.y) * depth;
    const x = PAGE.width / 2 + cos * right + sin * down;
    const y = PAGE.height / 2 - sin * right + cos * down;
    const moved = y > foldAt ? step : 0;
    return { x: x + moved, y: y + moved };
  };
}

function inked(source: Picture, x: number, y: number, dots: number, fold: number): number {
  const gray = grayBetween(source, x * dots, y * dots);
  return Math.abs(y - fold) < 0.12 ? gray * 0.7 : gray;
}

function exposed(gray: number, across: number, faults: ScanFaults, chance: Chance): number {
  if (chance.isMet(faults.speckle)) return faults.isOneBit ? 0 : 40;
  const lit = gray * (1 - faults.shadow * across) - 4;
  const noisy = lit + faults.noise * (chance.share() + chance.share() + chance.share() - 1.5) * 2;
  if (faults.isOneBit) return noisy < 160 ? 0 : 255;
  return Math.max(0, Math.min(255, noisy));
}
