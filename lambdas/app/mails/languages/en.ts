// Mails to patrons in English.
import type { MailTexts } from '../mail-texts.ts';

export const en: MailTexts = {
  language: 'en',
  direction: 'ltr',
  confirmation: {
    subject: (service, number) => `Your question to ${service} (number ${number})`,
    title: (number) => `We have your question: number ${number}`,
    greeting: 'Hello,',
    greetingTo: (name) => `Hello ${name},`,
    promise: (service, email) => `thank you for asking ${service}. We will answer by email to ${email}.`,
    promiseAfterChat: (service, email) =>
      `thank you for chatting with ${service}. We will look into your question and answer by email to ${email}.`,
    yourQuestion: 'Your question',
    addSomething: 'If there is something to add, just reply to this mail.',
    why: (service, date) =>
      `You get this mail because this address was given for an answer from ${service}. If it wasn’t you, there is nothing to do. The question is deleted on ${date}.`,
  },
  transcript: {
    subject: (service) => `Your chat with ${service}`,
    title: (service) => `Your chat with ${service}`,
    began: (date) => `It began on ${date}.`,
    cut: 'The chat is longer than fits into a mail; the rest is left out.',
    addSomething: 'If you have another question, just reply to this mail.',
    why: (service, date) =>
      `You get this mail because this address was given in a chat with ${service}. If it wasn’t you, there is nothing to do. The library deletes the chat on ${date}.`,
  },
  log: {
    you: 'You',
    joined: (name) => `${name} joined`,
    left: (name) => `${name} left the chat`,
    tookOver: (name, from) => `${name} took over from ${from}`,
    tookOverBeside: (name, from) => `${name} took over from ${from}, who stayed in the chat`,
    endedBy: (name) => `${name} ended the chat`,
    endedByYou: 'You ended the chat',
    followUp: (number) => `The question was left for an answer by email: number ${number}`,
  },
};
