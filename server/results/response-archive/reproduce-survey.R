# Computes every published figure that stored responses bear again, with the package survey, and compares every cell.
# Run in the unpacked folder: Rscript reproduce-survey.R      (R 3.5 or later, survey 4.0 or later; Debian: r-cran-survey)
# Ends with "OK", or with one line for each cell that differs and exit code 1.

suppressPackageStartupMessages(library(survey))
# A variance stratum with one unit that could not be pooled counts about nought, not about its own mean.
options(survey.lonely.psu = "adjust", survey.adjust.domain.lonely = FALSE)

read <- function(name, numbers = character(0)) {
  table <- read.csv(file.path("data", paste0(name, ".csv")), colClasses = "character",
                    na.strings = "", encoding = "UTF-8", check.names = FALSE)
  for (column in numbers) table[[column]] <- as.numeric(table[[column]])
  table
}
shares <- paste0("share_", 1:5)
figures <- read("figures", c("step", "index", "low", "high", "mean", "mean_low", "mean_high",
                             "respondents", "valid_answers", shares))
domains <- read("domains", c("population", "invited", "received", "response_rate"))
nodes <- read("nodes")
counts <- read("counts", "value")
design <- read("design", c("population", "invited", "respondents", "ineligible", "weight",
                           "variance_population", "in_province"))
members <- read("members", c("population", "invited"))
responses <- read("responses", "weight")
count <- function(measure) {
  found <- counts$value[counts$measure == measure & is.na(counts$category)]
  if (length(found) == 1) found else NA
}
level <- count("confidence_level")
tail_level <- (1 + level) / 2
satisfied_from <- count("satisfied_from")
is_least <- !is.na(count("respondents_at_least"))

# 1. The design: who answered, and who was found outside the population, who stays in it without answers.
answered <- match(responses$stratum, design$stratum)
outside <- rep(seq_len(nrow(design)), design$ineligible)
place <- c(answered, outside)
units <- data.frame(weight = design$weight[place], group = design$variance_stratum[place],
                    size = design$variance_population[place])
plan <- svydesign(ids = ~1, strata = ~group, weights = ~weight, fpc = ~size, data = units)
known <- table(units$group)
is_estimable <- known >= 2 | known == units$size[match(names(known), units$group)]
is_alone <- units$group %in% names(known)[!is_estimable]

# 2. x valid answers of each unit below each node, y satisfied ones, s their scores, v how often each score.
questions <- paste0("q", gsub(".", "_", nodes$question, fixed = TRUE))
below <- function(code) {
  node <- which(nodes$node_code == code)
  if (!is.na(nodes$question[node])) return(questions[node])
  unlist(lapply(nodes$node_code[!is.na(nodes$parent_code) & nodes$parent_code == code], below))
}
rest <- function(values) rbind(values, matrix(NA_real_, length(outside), ncol(values)))
sums <- lapply(setNames(nodes$node_code, nodes$node_code), function(code) {
  given <- rest(sapply(below(code), function(column) as.numeric(responses[[column]]),
                       simplify = "matrix"))
  list(x = rowSums(!is.na(given)), y = rowSums(given >= satisfied_from, na.rm = TRUE),
       s = rowSums(given, na.rm = TRUE),
       v = sapply(1:5, function(score) rowSums(given == score, na.rm = TRUE)))
})

# 3. Intervals: Wilson (1927) on the capped effective size; Korn & Graubard (1998) for the rule of publication.
capped_size <- function(e) {
  if (e$variance == 0) return(if (e$fraction >= 1) Inf else e$n)
  cap <- if (e$fraction >= 1) Inf else e$observations / (1 - e$fraction)
  min(e$index * (1 - e$index) / e$variance, cap)
}
wilson <- function(e) {
  size <- capped_size(e)
  if (e$df == 0 || size == 0) return(NULL)
  if (size == Inf) return(c(e$index, e$index))
  c <- qt(tail_level, e$df)^2
  centre <- (e$index + c / (2 * size)) / (1 + c / size)
  half <- sqrt(c) / (2 * size) * sqrt(4 * size * e$index * (1 - e$index) + c) / (1 + c / size)
  c(max(0, min(e$index, centre - half)), min(1, max(e$index, centre + half)))
}
cautious <- function(e, shown) {
  if (e$variance == 0 && e$fraction >= 1) return(shown)
  ratio <- if (e$n > 1) qt(tail_level, e$n - 1) / qt(tail_level, e$df) else 1
  size <- if (e$variance == 0) e$n else e$index * (1 - e$index) / e$variance * ratio^2
  hits <- size * e$index
  low <- if (hits > 0) qbeta(1 - tail_level, hits, size - hits + 1) else 0
  high <- if (hits < size) qbeta(tail_level, hits + 1, size - hits) else 1
  c(max(0, min(e$index, low)), min(1, max(e$index, high)))
}
# Parker et al. (2017), without the relative width.
verdict_of <- function(e) {
  if (e$n == 0) return("suppress-reliability no-respondents")
  if (e$n < 30) return("suppress-reliability few-respondents")
  size <- capped_size(e)
  reasons <- if (e$has_variance && size < 30) "few-effective-respondents"
  shown <- if (e$has_variance) wilson(e)
  if (is.null(shown)) reasons <- c(reasons, "no-interval")
  else if (diff(cautious(e, shown)) >= 0.3) reasons <- c(reasons, "wide-interval")
  if (length(reasons) > 0) return(paste(c("suppress-reliability", reasons), collapse = " "))
  doubts <- c(if (e$df < 8) "few-degrees-of-freedom",
              if (e$index == 0 || e$index == 1) "all-or-none")
  paste(c(if (length(doubts) > 0) "flag" else "show", doubts), collapse = " ")
}

# 4. A figure of a domain, unrounded. Ratios and their variances are those of svyratio.
estimate <- function(part, rows, code) {
  x <- sums[[code]]$x[rows]
  heard <- x > 0
  e <- list(n = sum(heard), valid = sum(x))
  if (e$n == 0) return(e)
  w <- weights(part)
  part$variables$x <- x
  part$variables$y <- sums[[code]]$y[rows]
  part$variables$s <- sums[[code]]$s[rows]
  ratio <- svyratio(~y + s, ~x, part)
  variance <- as.vector(ratio$var)
  # Residuals that are nought but for the last bit.
  variance[variance < 1e-20] <- 0
  e$index <- min(1, max(0, ratio$ratio[1]))
  e$variance <- variance[1]
  e$df <- max(0, e$n - length(unique(units$group[rows][heard])))
  e$fraction <- min(1, e$n / sum(w[heard]))
  e$observations <- e$n * max(1, sum(w * x) / sum(w[heard]))
  e$has_variance <- (e$n > 1 && e$n > sum(is_alone[rows] & heard)) ||
    (e$n == 1 && sum(w[heard]) == 1)
  e$range <- if (e$has_variance) wilson(e)
  e$mean <- ratio$ratio[2]
  half <- qt(tail_level, e$df) * sqrt(variance[2])
  if (e$has_variance && e$df > 0)
    e$mean_range <- c(min(e$mean, max(1, e$mean - half)), max(e$mean, min(5, e$mean + half)))
  spread <- colSums(w * sums[[code]]$v[rows, , drop = FALSE])
  e$spread <- spread / sum(spread)
  e
}

# 5. Rounded as published: half up, to the step that stands beside the figure, which may be coarser than its level's.
mean_step <- function(step) c(0.01, 0.01, 0.1, 0.5)[match(step, c(0.0001, 0.001, 0.01, 0.05))]
rounded <- function(value, step) round(floor(value / step + 0.5) * step, 4)
compared <- 0
different <- character(0)
check <- function(what, is_same, published, again) {
  compared <<- compared + length(is_same)
  wrong <- is.na(is_same) | !is_same
  if (any(wrong))
    different <<- c(different, paste("DIFFERENT", what, published[wrong], again[wrong]))
}
# A value that lies on the edge of two steps but for the last bit may be printed as either. The count rounds a field once
# (`first`); what leaves may be rounded again, coarser.
check_rounded <- function(what, published, value, step, first = step) {
  if (is.null(value)) return(check(what, is.na(published), published, rep(NA, length(published))))
  near <- function(shift, before) abs(rounded(rounded(value + shift, before), step) - published) < 1e-9
  is_same <- near(0, step) | near(1e-9, step) | near(-1e-9, step)
  for (before in first[first < step]) is_same <- is_same | near(0, before)
  check(what, is_same, published, value)
}
check_same <- function(what, published, value) check(what, published == value, published, value)

left <- list()
leave <- function(why, number = 1)
  left[[why]] <<- (if (is.null(left[[why]])) 0 else left[[why]]) + number

compare_figure <- function(figure, part, rows) {
  what <- paste(figure$level, figure$agency_code, figure$field_code, figure$node_code)
  numbers <- unlist(figure[c("index", "low", "high", "mean", "mean_low", "mean_high", shares)])
  if (figure$verdict == "suppress-confidentiality") {
    check(paste(what, "withheld"), all(is.na(c(numbers, figure$respondents))), "number", "none")
    return(leave("figures withheld so that nobody's answers are told: held to have no number"))
  }
  e <- estimate(part, rows, figure$node_code)
  reasons <- strsplit(ifelse(is.na(figure$reasons), "", figure$reasons), " ")[[1]]
  if ("low-coverage" %in% reasons)
    return(check(paste(what, "coverage"), identical(count("coverage_is_enough"), 0), "low", "enough"))
  published <- paste(c(figure$verdict, setdiff(reasons, "respondents-at-least")), collapse = " ")
  if (is.na(figure$band)) check_same(paste(what, "verdict"), published, verdict_of(e))
  if (figure$verdict == "suppress-reliability")
    return(check(paste(what, "withheld"), all(is.na(c(numbers, figure$respondents))), "number", "none"))
  of_province <- figure$level == "province" && is_least
  check(paste(what, "respondents"), if (of_province) figure$respondents <= e$n else figure$respondents == e$n,
        figure$respondents, e$n)
  if (!of_province) check_same(paste(what, "valid_answers"), figure$valid_answers, e$valid)
  if (!is.na(figure$band)) {
    is_within <- if (figure$band == "above_90") e$index >= 0.9 - 1e-9 else e$index <= 0.1 + 1e-9
    check(paste(what, "band"), is_within, figure$band, e$index)
    return(check(paste(what, "banded"), all(is.na(numbers)), "number", "none"))
  }
  step <- figure$step
  before <- if (figure$level == "field") c(0.001, 0.01) else step
  share <- function(column, value)
    check_rounded(paste(what, column), unlist(figure[column]), value, step, before)
  mean <- function(column, value)
    check_rounded(paste(what, column), unlist(figure[column]), value, mean_step(step), mean_step(before))
  share("index", e$index)
  share(c("low", "high"), e$range)
  mean("mean", e$mean)
  mean(c("mean_low", "mean_high"), e$mean_range)
  share(shares, e$spread)
}

# 6. Which responses a domain has. A field crosses pooled strata, of which a response does not say its field.
is_agency <- function(code) !is.na(design$agency_code) & design$agency_code == code
strata_of <- function(domain) switch(domain$level,
  province = which(design$in_province == 1),
  agency = which(is_agency(domain$agency_code)),
  agency_field = which(is_agency(domain$agency_code) & !is.na(design$field_code) &
                         design$field_code == domain$field_code),
  field = which(design$stratum %in% members$stratum[members$field_code == domain$field_code]))
mixed_of <- function(domain) {
  if (domain$level != "field") return(integer(0))
  other <- design$stratum %in% members$stratum[members$field_code != domain$field_code]
  Filter(function(h) other[h] && design$respondents[h] > 0, strata_of(domain))
}
# The index lies between those of the fewest and the most satisfied answers that the pools could give the field.
bounds <- function(sure, open, code) {
  w <- design$weight[place]
  x <- w * sums[[code]]$x
  y <- w * sums[[code]]$y
  extreme <- function(sign) {
    order_open <- open[order(sign * y[open] / pmax(x[open], 1e-9), decreasing = TRUE)]
    total <- c(sum(x[sure]), sum(y[sure]))
    for (unit in order_open[x[order_open] > 0])
      if (total[1] == 0 || sign * (y[unit] / x[unit] - total[2] / total[1]) > 0)
        total <- total + c(x[unit], y[unit])
    total[2] / total[1]
  }
  c(extreme(-1), extreme(1))
}
compare_within <- function(figure, sure, open) {
  if (is.na(figure$index)) return(leave("figures of fields without a number, in pooled strata"))
  what <- paste(figure$level, figure$field_code, figure$node_code)
  reach <- bounds(sure, open, figure$node_code) + c(-1, 1) * figure$step / 2
  check(paste(what, "within"), figure$index >= reach[1] - 1e-9 && figure$index <= reach[2] + 1e-9,
        figure$index, paste(reach, collapse = " to "))
  n <- c(sum(sums[[figure$node_code]]$x[sure] > 0), sum(sums[[figure$node_code]]$x[c(sure, open)] > 0))
  check(paste(what, "respondents within"), figure$respondents >= n[1] && figure$respondents <= n[2],
        figure$respondents, paste(n, collapse = " to "))
  leave("figures of fields with answers in pooled strata, which do not say the field: index and n held within bounds alone")
}
compare_domain <- function(domain) {
  own <- figures[figures$level == domain$level & figures$agency_code %in% domain$agency_code &
                   figures$field_code %in% domain$field_code, ]
  strata <- strata_of(domain)
  mixed <- mixed_of(domain)
  rows <- which(place %in% strata)
  if (length(mixed) > 0) {
    open <- which(place %in% mixed)
    for (k in seq_len(nrow(own))) compare_within(own[k, ], setdiff(rows, open), open)
  } else {
    part <- plan[rows, ]
    for (k in seq_len(nrow(own))) compare_figure(own[k, ], part, rows)
  }
  compare_counts(domain, strata, mixed)
}

# 7. Who was in the list, was invited and answered.
compare_counts <- function(domain, strata, mixed) {
  what <- paste(domain$level, domain$agency_code, domain$field_code)
  own <- members[(is.na(domain$agency_code) | members$agency_code %in% domain$agency_code) &
                   (is.na(domain$field_code) | members$field_code %in% domain$field_code), ]
  check_same(paste(what, "population"), domain$population, sum(own$population))
  check_same(paste(what, "invited"), domain$invited, sum(own$invited))
  if (is.na(domain$received)) return(leave("numbers of responses that are withheld, with their rates"))
  if (domain$level == "province") strata <- seq_len(nrow(design))
  if (length(mixed) > 0 || !all(own$stratum %in% design$stratum[strata]))
    return(leave("numbers of responses of strata that were pooled with others, with their rates"))
  received <- sum(design$respondents[strata])
  is_province <- domain$level == "province"
  check(paste(what, "received"),
        if (is_province && is_least) domain$received <= received else domain$received == received,
        domain$received, received)
  if (is.na(domain$response_rate)) return(invisible())
  eligible <- count("eligible")
  asked <- if (is_province && !is.na(eligible)) sum(own$invited) - sum(design$ineligible) else sum(own$invited)
  if (is_province && !is.na(eligible)) check_same("eligible", eligible, asked)
  check_rounded(paste(what, "response_rate"), domain$response_rate, received / asked,
                if (is_province) 0.001 else 0.01)
}

for (k in seq_len(nrow(domains))) compare_domain(domains[k, ])

groups <- read("groups")
answers <- read("answers")
if (nrow(groups) > 0)
  leave("figures of groups of people: a counted response says nothing of the person; groups.csv has them as published", nrow(groups))
if (nrow(answers) > 0)
  leave("shares of questions outside the index: the count kept their table alone; answers.csv has them as published", nrow(answers))
marks <- sum(!is.na(figures$tier))
if (marks > 0) leave("marks and places: they follow from the published figures; reproduce.R computes them", marks)

cat(nrow(figures), "figures of", nrow(domains), "domains from", nrow(responses), "responses\n")
cat("COMPARED", compared, "cells\n")
cat("DIFFERENT", length(different), "cells\n")
cat("NOT REPRODUCED\n")
for (why in names(left)) cat(sprintf("%7d %s\n", left[[why]], why))
if (length(different) > 0) {
  writeLines(different)
  quit(status = 1)
}
cat("OK\n")
