# Computes again what follows from the published figures, and compares every cell.
# Run in the unpacked folder: Rscript reproduce.R      (R 3.5 or later, base packages alone)
# Ends with "OK n cells", or with one line for each cell that differs and exit code 1.

read <- function(name) {
  read.csv(file.path("data", paste0(name, ".csv")), colClasses = "character",
           na.strings = "", encoding = "UTF-8", check.names = FALSE)
}
num <- function(table, columns) {
  for (column in columns) table[[column]] <- as.numeric(table[[column]])
  table
}
shares <- paste0("share_", 1:5)
figures <- num(read("figures"), c("step", "index", "low", "high", "mean", "mean_low", "mean_high",
                                  "respondents", "valid_answers", shares))
groups <- num(read("groups"), c("step", "index", "low", "high", "mean", "respondents"))
answers <- num(read("answers"), c("share", "low", "high", "step"))
domains <- num(read("domains"), c("population", "invited", "received", "response_rate",
                                  "rank_lower", "rank_upper", "rank_among"))
nodes <- num(read("nodes"), "design_effect")
counts <- num(read("counts"), "value")
count <- function(measure) {
  found <- counts$value[counts$measure == measure & is.na(counts$category)]
  if (length(found) == 1) found else NA
}

compared <- 0
different <- character(0)
compare <- function(what, published, again, tolerance = 0) {
  same <- if (is.numeric(published)) {
    (is.na(published) & is.na(again)) |
      (!is.na(published) & !is.na(again) & abs(published - again) <= tolerance + 1e-9)
  } else {
    (is.na(published) & is.na(again)) | (!is.na(published) & !is.na(again) & published == again)
  }
  compared <<- compared + length(same)
  wrong <- !same
  if (any(wrong))
    different <<- c(different, paste("DIFFERENT", what[wrong], published[wrong], again[wrong]))
}
place <- function(table) paste(table$level, table$agency_code, table$field_code)

# 1. Marks and possible ranks of agencies: Holm (1979); Klein, Wright & Wieczorek (2020) with Sidak's level.
province <- domains[domains$level == "province", ]
agencies <- domains[domains$level == "agency", ]
fields <- domains[domains$level == "agency_field", ]
strata_of <- function(agency, respondents) {
  own <- fields[fields$agency_code == agency$agency_code & !is.na(fields$received), ]
  strata <- data.frame(population = own$population, respondents = own$received)
  answered <- if (is.na(agency$received)) respondents else agency$received
  rest <- c(agency$population - sum(strata$population), answered - sum(strata$respondents))
  if (all(rest > 0)) strata[nrow(strata) + 1, ] <- rest
  strata
}
scale_of <- function(strata, respondents) {
  heard <- strata[strata$respondents > 0, ]
  total <- sum(heard$population)
  sum((heard$population / total)^2 * pmax(0, 1 - heard$respondents / heard$population) /
        heard$respondents) * sum(heard$respondents) / respondents
}
parts_of <- function(node) {
  own <- figures[figures$level == "agency" & figures$node_code == node, ]
  own <- own[!is.na(own$index) & !is.na(own$respondents) & own$respondents > 0, ]
  if (nrow(own) == 0) return(NULL)
  whole <- figures$index[figures$level == "province" & figures$node_code == node]
  effect <- nodes$design_effect[nodes$node_code == node]
  if (length(whole) != 1 || is.na(whole) || is.na(effect)) return(NULL)
  own$population <- NA
  own$variance <- NA
  for (k in seq_len(nrow(own))) {
    agency <- agencies[agencies$agency_code == own$agency_code[k], ]
    strata <- strata_of(agency, own$respondents[k])
    spread <- max(own$index[k] * (1 - own$index[k]), whole * (1 - whole))
    own$population[k] <- sum(strata$population)
    own$variance[k] <- effect * spread * scale_of(strata, own$respondents[k])
  }
  list(own = own, whole = whole)
}
tiers_of <- function(node) {
  tier <- setNames(rep(NA_character_, nrow(agencies)), agencies$agency_code)
  parts <- parts_of(node)
  if (is.null(parts)) return(tier)
  own <- parts$own
  share <- own$population / sum(own$population)
  of_whole <- sum(share^2 * own$variance)
  variance <- own$variance + of_whole - 2 * share * own$variance
  gap <- own$index - parts$whole
  gap <- sign(gap) * pmax(0, abs(gap) - own$step / 2)
  measured <- own$variance > 0 & variance > 1e-15
  p <- p.adjust(2 * pnorm(-abs(gap[measured]) / sqrt(variance[measured])), "holm")
  word <- ifelse(p > 1 - count("confidence_level") | gap[measured] == 0, "not_different",
                 ifelse(gap[measured] > 0, "higher", "lower"))
  tier[own$agency_code[measured]] <- word
  tier
}
if (!identical(count("coverage_is_enough"), 0)) for (node in nodes$node_code) {
  own <- figures[figures$level == "agency" & figures$node_code == node, ]
  compare(paste("tier", own$agency_code, node), own$tier, unname(tiers_of(node)[own$agency_code]))
}
total <- nodes$node_code[nodes$node_level == "total"]
parts <- if (length(total) == 1) parts_of(total) else NULL
if (!is.null(parts) && any(!is.na(domains$rank_lower))) {
  own <- parts$own
  alpha <- -expm1(log(count("confidence_level")) / nrow(own))
  half <- -qnorm(alpha / 2) * sqrt(own$variance) + own$step / 2
  low <- own$index - half
  high <- own$index + half
  row <- match(own$agency_code, agencies$agency_code)
  compare(paste("rank_lower", own$agency_code), agencies$rank_lower[row],
          sapply(high, function(top) 1 + sum(low > top)))
  compare(paste("rank_upper", own$agency_code), agencies$rank_upper[row],
          sapply(low, function(bottom) nrow(own) - sum(high < bottom)))
  compare(paste("rank_among", own$agency_code), agencies$rank_among[row], rep(nrow(own), nrow(own)))
}

# 2. Index and mean against the distribution of answers, as far as rounding lets.
check <- figures[!is.na(figures$index) & !is.na(figures$share_1), ]
if (nrow(check) > 0) {
  satisfied <- shares[count("satisfied_from"):5]
  compare(paste("index", place(check), check$node_code), check$index,
          rowSums(check[, satisfied, drop = FALSE]), check$step * (length(satisfied) + 1) / 2)
  # A mean in 0.1 or finer, five shares of half a step each, weighted by their distance from the middle.
  compare(paste("mean", place(check), check$node_code), check$mean,
          as.vector(as.matrix(check[, shares]) %*% 1:5) / rowSums(check[, shares]),
          0.05 + 6 * check$step)
}

# 3. An index is inside its range, and one that is withheld has no number at all.
inside <- function(table, what, value) {
  shown <- table[!is.na(table[[value]]) & !is.na(table$low), ]
  compare(what(shown), rep(TRUE, nrow(shown)) + 0,
          (shown[[value]] >= shown$low - 1e-9 & shown[[value]] <= shown$high + 1e-9) + 0)
}
inside(figures, function(rows) paste("range", place(rows), rows$node_code), "index")
inside(groups, function(rows) paste("range", rows$grouping, rows$category, rows$node_code), "index")
inside(answers, function(rows) paste("range", rows$question, rows$value), "share")
withheld <- figures[grepl("^suppress", figures$verdict), ]
if (nrow(withheld) > 0)
  compare(paste("withheld", place(withheld), withheld$node_code), rep(0, nrow(withheld)),
          rowSums(!is.na(withheld[, c("index", "low", "high", "mean", shares)])))

# 4. Sums of the design, and the response rate of the province (AAPOR RR2; of all invited where few were not eligible).
for (column in c("population", "invited")) {
  compare(paste(column, "agencies"), province[[column]], sum(agencies[[column]]))
  if (nrow(fields) > 0) {
    sums <- tapply(fields[[column]], fields$agency_code, sum)
    compare(paste(column, agencies$agency_code), agencies[[column]],
            as.vector(sums[agencies$agency_code]))
  }
}
asked <- if (is.na(count("eligible"))) count("invited") else count("eligible")
if (is.na(count("respondents_at_least")) && asked > 0)
  compare("response_rate province", province$response_rate, count("received") / asked, 0.0005)

# The table that reports show: agencies by factors.
upper <- nodes$node_code[nodes$node_level != "criterion"]
wide <- sapply(upper, function(node) {
  own <- figures[figures$level == "agency" & figures$node_code == node, ]
  own$index[match(agencies$agency_code, own$agency_code)]
})
if (nrow(agencies) > 0)
  write.csv(data.frame(agency_code = agencies$agency_code, name = agencies$name, matrix(
    wide, nrow = nrow(agencies), dimnames = list(NULL, upper)), check.names = FALSE),
    "agencies-by-factor.csv", row.names = FALSE, na = "", fileEncoding = "UTF-8")

if (length(different) > 0) {
  writeLines(different)
  quit(status = 1)
}
cat("OK", compared, "cells\n")
