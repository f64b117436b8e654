package rules

// codeBoxes are elements that hold code without a pre, and who writes them.
var codeBoxes = []string{
	".se-code-source",  // Naver
	".__se_code_view",  // Naver, without the box around it
	".blockcode",       // Discuz
	".bbc_code",        // SMF
	".dp-highlighter",  // SyntaxHighlighter 2
	".crayon-syntax",   // Crayon, which writes it twice
	".CodeMirror-code", // CodeMirror
	".view-lines",      // Monaco
}
