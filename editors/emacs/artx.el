;;; artx.el --- Convert archived HTML to Markdown with artx  -*- lexical-binding: t; -*-

;; Author: The artx authors
;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: hypermedia, wp, tools
;; URL: https://github.com/artx-cli/artx
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; M-x artx-buffer and M-x artx-region replace text by what `artx convert' makes of it.
;; `artx-on-save-mode' does so to the buffer before each save.
;;
;; If artx fails, the text stays as it is and the messages are in the buffer *artx errors*,
;; which has the warnings of a conversion that went well too, without being shown.
;; One undo takes a conversion back; point and markers stay where their text stays.

;;; Code:

(require 'compile)

(defgroup artx nil
  "Convert archived HTML to Markdown."
  :group 'tools
  :link '(url-link "https://github.com/artx-cli/artx"))

(defcustom artx-command "artx"
  "The program that converts."
  :type 'string
  :risky t)

(defcustom artx-flags nil
  "Flags of `artx convert' for every call, such as (\"--preset\" \"hugo\")."
  :type '(repeat string)
  :risky t)

(defconst artx--errors "*artx errors*"
  "Name of the buffer with the messages of the last run.")

(defconst artx--patience 1
  "Seconds to look for what stayed the same in a replaced text.
After them the text is replaced as a whole, and point is where it fell.")

(define-compilation-mode artx-errors-mode "artx"
  "Mode of the messages of artx: places lead to the text as it was."
  (setq-local compilation-error-regexp-alist
              '(("^artx: \\(.+?\\):\\([1-9][0-9]*\\)\\(?::\\([1-9][0-9]*\\)\\)?: " 1 2 3))))

(defun artx--name ()
  "The name that artx takes for the text's: that of its file, or nil."
  (and buffer-file-name
       (if (file-remote-p buffer-file-name)
           (file-name-nondirectory buffer-file-name)
         (expand-file-name buffer-file-name))))

(defun artx--arguments ()
  "The arguments of artx for the current buffer."
  (append '("convert") artx-flags
          (and (artx--name) (list "--stdin-filepath" (artx--name)))))

(defun artx--call (beg end output)
  "Give the text from BEG to END to artx, its results to the buffer OUTPUT.
Return the exit status, a number or a text, and the messages as a list."
  (unless (executable-find artx-command)
    (user-error "%s: no such program; install artx or set artx-command" artx-command))
  (let ((messages (make-temp-file "artx"))
        (coding-system-for-write 'utf-8-unix)
        (coding-system-for-read 'utf-8-unix)
        (default-directory (if (file-remote-p default-directory)
                               temporary-file-directory
                             default-directory)))
    (unwind-protect
        (list (apply #'call-process-region beg end artx-command nil
                     (list output messages) nil (artx--arguments))
              (with-temp-buffer
                (insert-file-contents messages)
                (buffer-string)))
      (delete-file messages))))

(defun artx--log (messages directory)
  "Replace what `artx--errors' holds by MESSAGES of a file in DIRECTORY."
  (with-current-buffer (get-buffer-create artx--errors)
    (let ((inhibit-read-only t))
      (erase-buffer)
      (insert messages))
    (setq default-directory directory)
    (artx-errors-mode)
    (goto-char (point-min))))

(defun artx--replace (beg end output)
  "Replace the text from BEG to END by that of the buffer OUTPUT."
  (save-restriction
    (narrow-to-region beg end)
    (replace-buffer-contents output artx--patience)))

(defun artx--shift (messages beg)
  "Number lines in MESSAGES on text at BEG from the first of the buffer."
  (let ((before (1- (line-number-at-pos beg t)))
        (place (concat "^\\(artx: " (regexp-quote (or (artx--name) "<stdin>")) ":\\)\\([0-9]+\\)")))
    (replace-regexp-in-string
     place
     (lambda (match)
       (string-match place match)
       (concat (match-string 1 match)
               (number-to-string (+ before (string-to-number (match-string 2 match))))))
     messages t t)))

(defun artx--first-line (text)
  "The first line of TEXT."
  (car (split-string text "\n")))

;;;###autoload
(defun artx-region (beg end)
  "Replace the text from BEG to END by what artx makes of it.
Return non-nil if that went well; else the text is as it was and the
buffer *artx errors* is shown."
  (interactive "*r")
  (let ((output (generate-new-buffer " *artx output*" )))
    (unwind-protect
        (pcase-let* ((`(,status ,messages) (artx--call beg end output))
                     (messages (artx--shift messages beg))
                     (ended-line (and (> end beg) (eq (char-before end) ?\n)))
                     (nothing (and (= 0 (buffer-size output))
                                   (string-match-p "[^[:space:]]" (buffer-substring-no-properties beg end)))))
          (when nothing
            (setq messages (concat messages "artx: no text was written\n")))
          (artx--log messages default-directory)
          (cond ((or nothing (not (eq status 0)))
                 (display-buffer artx--errors)
                 (message "artx failed (%s): %s" status (artx--first-line messages))
                 nil)
                (t
                 (unless ended-line
                   (with-current-buffer output
                     (goto-char (point-max))
                     (when (eq (char-before) ?\n)
                       (delete-char -1))))
                 (artx--replace beg end output)
                 (unless (equal messages "")
                   (message "%s" (artx--first-line messages)))
                 t)))
      (kill-buffer output))))

;;;###autoload
(defun artx-buffer ()
  "Replace the text of the buffer by what artx makes of it, as `artx-region' does."
  (interactive "*")
  (artx-region (point-min) (point-max)))

(defun artx--before-save ()
  "Convert the buffer; whatever goes wrong, the save goes on."
  (with-demoted-errors "%S"
    (save-restriction
      (widen)
      (artx-buffer))))

;;;###autoload
(define-minor-mode artx-on-save-mode
  "Convert the buffer by artx before each save."
  :lighter " artx"
  (if artx-on-save-mode
      (add-hook 'before-save-hook #'artx--before-save nil t)
    (remove-hook 'before-save-hook #'artx--before-save t)))

(provide 'artx)
;;; artx.el ends here
