// Package boost evaluates boosted decision trees: lists of features, trees
// that are asked about them, and the file that learned weights are kept in.
package boost
