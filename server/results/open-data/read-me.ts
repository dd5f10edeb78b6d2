import type { PublishedEdition } from './published-edition.ts';

/** Both languages: who analyses is often not who published. */
export const readMe = ({ results, sha256, publishedAt }: PublishedEdition): string =>
  `${results.campaignName} (${results.provinceName}, ${results.year})
Công bố · published: ${publishedAt}
Mã kiểm tra của bản công bố · SHA-256 of publication.json: ${sha256}

TRONG GÓI NÀY
data/*.csv            bảng dữ liệu (UTF-8, dấu phẩy ngăn cột, dấu chấm thập phân; ô trống: không nêu)
excel/*.csv           cùng các bảng, mở thẳng bằng Excel tiếng Việt (dấu chấm phẩy, dấu phẩy thập phân)
datapackage.json      mô tả bảng, kiểu dữ liệu, mã băm (Frictionless Table Schema)
codebook-ddi-2.5.xml  sổ mã biến (DDI-Codebook 2.5)
reproduce.R           R tính lại những gì suy ra được từ số công bố và so từng ô
stata/*.dta           cùng các bảng cho Stata 14 trở lên, có nhãn; mã là chữ, nghĩa của mã ở “notes”
read.sps              SPSS đọc các bảng, gắn nhãn
publication.json      nguyên văn bản công bố
SHA256SUMS            mã băm của từng tệp

Không có phiếu của một người nào, không có sai số chuẩn và quyền số dưới cấp tỉnh: cùng với số người trong danh sách, chúng
làm lộ từng câu trả lời. Chỉ số, điểm và khoảng tính từ phiếu nên không tính lại được từ gói này; R tính lại tỷ lệ trả lời,
nhận xét so với mức chung, vị trí có thể, các tổng, và kiểm tra chỉ số và điểm với phân bố của câu trả lời.
Điều kiện sử dụng lại số liệu do tỉnh nêu khi công bố; khi dùng xin ghi nguồn.

IN THIS PACKAGE
The published figures as tidy tables, with types, code book and scripts. No record of a person, no standard error and no
weight: with the public sizes of the strata these would give single answers away. Empty cells are withheld; "verdict" says
why. Index, mean and interval come from answers and cannot be computed again from here. reproduce.R (base R) computes again
response rate, tiers, possible ranks and sums, holds index and mean against the distribution of answers, and ends with
OK or with every cell that differs. Terms of reuse are the province's to state; please name the source.
`;
