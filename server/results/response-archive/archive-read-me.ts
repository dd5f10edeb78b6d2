import type { PublishedEdition } from '../open-data/published-edition.ts';
import type { StoredResponses } from './stored-responses.ts';

/** Vietnamese for who holds it, English for the programs' readers. */
export const archiveReadMe = (
  { results, sha256, publishedAt }: PublishedEdition,
  { responses, threshold }: StoredResponses,
): string =>
  `${results.campaignName} (${results.provinceName}, ${results.year})
CHỈ DÙNG TRONG SỞ NỘI VỤ · FOR HOME AFFAIRS ALONE
Công bố · published: ${publishedAt}
Mã kiểm tra của bản công bố · SHA-256 of publication.json: ${sha256}

SỞ NỘI VỤ ĐANG GIỮ GÌ
${responses.length} phiếu đã đếm. Mỗi dòng có tầng (ít nhất ${threshold} phiếu) và điểm của các tiêu chí. Không có tên, mã, ngày, cách trả
lời, tuổi, giới tính. Thứ tự dòng là ngẫu nhiên và khác nhau ở mỗi lần tải.
Ai giữ gói này cùng danh sách người được mời vẫn biết được:
- Cả tầng cùng trả lời một điều: đó là câu trả lời của từng người đã trả lời trong tầng.
- Người quen đã kể vài câu trả lời của mình: dòng của người ấy có thể nhận ra, và đọc được các câu còn lại.
- Số đã ẩn trong bản công bố tính được từ gói này.

KHÔNG ĐƯỢC LÀM
- Không đưa gói này, hay số tính từ nó mà bản công bố không nêu, cho đơn vị được đo, người giám sát (MTTQ) hay người ngoài Sở.
- Không ghép với danh sách người, hồ sơ, phiếu mời để tìm ai trả lời gì.
- Dùng xong việc thì xóa. Mỗi lần tải đã ghi vào nhật ký: ai, lúc nào, để làm gì.

TRONG GÓI NÀY
data/responses.csv    phiếu: tầng, quyền số, điểm 1–5 của từng tiêu chí (trống: không có điểm)
data/design.csv       tầng của phiếu: N_h, n_h, r_h, quyền số, tầng tính phương sai
data/members.csv      tầng của danh sách thuộc tầng nào của phiếu
data/codebook.csv     sổ mã: biến, nhãn, mã, nghĩa
data/figures.csv      số đã công bố; groups.csv, answers.csv: bảng theo nhóm và câu hỏi khác, như đã công bố
data/*.csv, excel/*.csv, stata/*.dta, read.sps, codebook-ddi-2.5.xml, datapackage.json
                      như gói phân tích công khai (UTF-8; Excel tiếng Việt; Stata 14; SPSS; DDI 2.5; Table Schema)
reproduce-survey.R    R với gói survey: tính lại mọi số đã công bố mà phiếu cho phép, và so từng ô
reproduce.R           R: tính lại những gì suy ra từ số đã công bố (nhận xét so với mức chung, vị trí)
publication.json      nguyên văn bản công bố
SHA256SUMS            mã băm của từng tệp

IN THIS ARCHIVE
Counted responses without persons: a stratum of at least ${threshold} responses and the answers within the index. Not published, not to
be given on, not to be joined with any list of people. Rscript reproduce-survey.R (R with package survey; Debian:
r-cran-survey) computes index, mean, interval, distribution and n of every published domain and node again, rounds as the
publication did, prints how many cells were compared and how many differ, and lists what responses do not bear.
`;
