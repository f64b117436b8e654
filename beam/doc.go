// Package artxbeam converts articles in pipelines of Apache Beam: records in, articles
// and dead letters out, by the same function as the command 'artx convert'.
//
//	p, s := beam.NewPipelineWithRoot()
//	records, unread := artxbeam.ReadWARC(s, "crawl/*.warc.gz", artxbeam.ReadOptions{})
//	articles, failed := artxbeam.Convert(s, records, artxbeam.Options{Flags: []string{"--to", "jsonl"}})
//	artxbeam.WriteJSONL(s, "out/articles", 16, articles)
//	artxbeam.WriteFailures(s, "out/failed", beam.Flatten(s, unread, failed))
//
// The same records give the same bytes on every runner and with every division into
// bundles: what is written is sorted by the place that it comes from.
package artxbeam
