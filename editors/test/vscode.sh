# The extension's own tests, with the artx that was just built.
cd "$EDITORS/vscode"
npm test --silent
