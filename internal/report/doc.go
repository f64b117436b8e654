// Package report holds what is said of a run over many files: messages with a
// progress bar, JSON log lines, and the reports of --report. It learns of files by
// [File] and [Summary] alone, and knows nothing of how they are converted.
package report
