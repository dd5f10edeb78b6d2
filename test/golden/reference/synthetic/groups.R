# Groups of the synthetic province as the count folds them: strata with fewer than k respondents are pooled
# within the commune in the order of their base weight, then rule C1, then domain estimates with `survey`.
# Rscript groups.R sample.csv > groups.expected.json
suppressMessages({ library(survey); library(jsonlite) })
options(survey.lonely.psu = "fail")
invisible(Sys.setlocale("LC_COLLATE", "C"))
k <- 5
s <- read.csv(commandArgs(TRUE)[1], colClasses = c(unit_id = "character"))
s$stratum <- paste(s$commune, s$field, sep = ".")
h <- unique(s[, c("stratum", "commune", "N_h", "n_h")])
h$r <- sapply(h$stratum, function(code) sum(s$status[s$stratum == code] == "respondent"))
h$pool <- h$stratum
# Communes with too few respondents in all are one pool, joined by the smallest until it has k.
total <- sort(tapply(h$r, h$commune, sum)); total <- total[total > 0]
nameless <- names(total)[total < k]
while (length(nameless) > 0 && sum(total[nameless]) < k) nameless <- names(total)[seq_len(length(nameless) + 1)]
h$pool[h$commune %in% nameless] <- ":pool"
h$commune[h$commune %in% nameless] <- ""
for (commune in setdiff(unique(h$commune), "")) {
  inside <- which(h$commune == commune)
  small <- inside[h$r[inside] > 0 & h$r[inside] < k]
  small <- small[order(h$N_h[small] / h$n_h[small], h$stratum[small])]
  if (length(small) == 0) next
  pool <- 1; held <- 0; number <- integer(length(small))
  for (i in seq_along(small)) {
    number[i] <- pool; held <- held + h$r[small[i]]
    if (held >= k) { pool <- pool + 1; held <- 0 }
  }
  if (held > 0 && pool > 1) number[number == pool] <- pool - 1
  h$pool[small] <- paste0(commune, ":pool-", number)
  if (pool == 1 && held > 0) {
    alone <- inside[h$r[inside] >= k]
    stopifnot(length(alone) > 0)
    host <- alone[order(h$r[alone], h$stratum[alone])][1]
    h$pool[host] <- paste0(commune, ":pool-1")
  }
}
s$pool <- h$pool[match(s$stratum, h$stratum)]
# Rule C1 over the pools: what still has fewer than two units of known status.
g <- aggregate(cbind(N_h, n_h) ~ pool + commune, h, sum)
g$known <- sapply(g$pool, function(code) sum(s$status[s$pool == code] %in% c("respondent", "ineligible")))
g$vs <- g$pool
for (commune in unique(g$commune)) {
  inside <- which(g$commune == commune)
  join <- inside[g$known[inside] < 2 & g$known[inside] != g$N_h[inside]]
  if (length(join) == 0) next
  others <- setdiff(inside, join); others <- others[order(g$known[others], g$pool[others])]
  while (sum(g$known[join]) < 2 && length(others) > 0) { join <- c(join, others[1]); others <- others[-1] }
  if (length(join) > 1) g$vs[join] <- paste0(commune, ".P")
}
s$vs <- g$vs[match(s$pool, g$pool)]
s$base <- g$N_h[match(s$pool, g$pool)] / g$n_h[match(s$pool, g$pool)]
known <- s[s$status %in% c("respondent", "ineligible"), ]
N <- tapply(g$N_h, g$vs, sum)
known$N <- N[known$vs]
known$w <- known$base * known$N / ave(known$base, known$vs, FUN = sum)
d <- svydesign(~1, strata = ~vs, weights = ~w, fpc = ~N, data = known)
items <- c("q1", "q2", "q3", "q4", "q5")
a <- as.matrix(known[, items])
d$variables$x <- ifelse(known$status == "respondent", rowSums(!is.na(a)), 0)
d$variables$y <- ifelse(known$status == "respondent", rowSums(a >= 4, na.rm = TRUE), 0)
d$variables$s <- ifelse(known$status == "respondent", rowSums(a, na.rm = TRUE), 0)
one <- function(grouping, category) {
  inside <- subset(d, d$variables[[grouping]] == category & d$variables$x > 0)
  index <- svyratio(~y, ~x, inside); mean <- svyratio(~s, ~x, inside)
  list(grouping = unbox(grouping), category = unbox(as.character(category)), n = unbox(nrow(inside)),
       index = unbox(coef(index)[[1]]), se = unbox(SE(index)[[1]]), mean = unbox(coef(mean)[[1]]),
       mean_se = unbox(SE(mean)[[1]]), df = unbox(degf(inside)))
}
out <- list()
for (grouping in c("gender", "age_group", "channel", "field"))
  for (category in sort(unique(known[[grouping]])))
    out[[length(out) + 1]] <- one(grouping, category)
cat(toJSON(list(meta = list(case = unbox("synthetic/groups"), data_licence = unbox("none (synthetic)"),
  note = unbox("Strata below k = 5 pooled within the commune by base weight, rule C1, svyratio in domains that cross the strata; index = sum w*a / sum w*b over q1..q5."),
  produced_by = list(R = unbox(paste(R.version$major, R.version$minor, sep = ".")), survey = unbox(as.character(packageVersion("survey")))),
  tolerance = list(relative = unbox(1e-8))), groups = out), digits = NA, pretty = TRUE))
