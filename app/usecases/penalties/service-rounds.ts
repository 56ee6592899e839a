/** Rounds of the clock `penalty.service`: 1 is the pre-notice, 2 and up the decisions, from here the review decisions. */
export const REVIEW_SERVICE = 100
