// Truth: the list of procedures that a slip must not name (ux.md §5), in the ministry's wording.
import { expect, test } from 'vitest';
import { sayableProcedure } from '../../../server/db/sensitive-procedure.ts';

test.each([
  'Xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật',
  'Công nhận hộ nghèo, hộ cận nghèo',
  'Hỗ trợ người nhiễm HIV/AIDS',
  'Đăng ký khai tử',
  'ĐĂNG KÝ KHAI TỬ LƯU ĐỘNG',
  'Đăng ký việc nuôi con nuôi trong nước',
  'Giải quyết khiếu nại lần đầu',
  'Giải quyết tố cáo',
])('“%s” is not said', (name) => {
  expect(sayableProcedure(name)).toBeNull();
  expect(sayableProcedure(name.normalize('NFD'))).toBeNull();
});

test.each(['Đăng ký khai sinh', 'Cấp giấy phép xây dựng nhà ở', 'Đăng ký kết hôn'])(
  '“%s” is said',
  (name) => {
    expect(sayableProcedure(name)).toBe(name);
  },
);
