package extract

//go:generate go test -run ^TestSupportedDocs$ -args -update
