import markdownIt from 'markdown-it';
import footnote from 'markdown-it-footnote';
import deflist from 'markdown-it-deflist';
import tasks from 'markdown-it-task-lists';
import alerts from 'markdown-it-github-alerts';
import katex from '@renbaoshuo/markdown-it-katex';

export default function (config) {
  const md = markdownIt({html: true}).use(footnote).use(deflist).use(tasks).use(alerts.default ?? alerts).use(katex.default ?? katex);
  config.setLibrary('md', md);
  return {markdownTemplateEngine: false};
}
