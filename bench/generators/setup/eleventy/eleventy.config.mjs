export default function (config) {
  config.addPreprocessor('drafts', '*', (data) => (data.draft ? false : undefined));
}
