import footnote from 'markdown-it-footnote';
import deflist from 'markdown-it-deflist';
import tasks from 'markdown-it-task-lists';
import katex from '@renbaoshuo/markdown-it-katex';
import {readdirSync} from 'node:fs';

const slugs = readdirSync(new URL('../posts', import.meta.url)).map((n) => n.replace(/\.md$/, '')).sort();

export default {
  title: 'Salt and solder',
  themeConfig: {
    nav: [{text: 'Guide', link: '/posts/'}],
    sidebar: [{text: 'Posts', items: slugs.map((s) => ({text: s, link: '/posts/' + s}))}],
  },
  vite: {build: {chunkSizeWarningLimit: 10000}},
  markdown: {
    config(md) {
      md.use(footnote).use(deflist).use(tasks).use(katex.default ?? katex);
    },
  },
};
