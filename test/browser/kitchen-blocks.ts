const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (text: string, value = text.toLowerCase()) => ({ text: plain(text), value });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const sentence = (text: string, style?: object) => ({ type: 'text', text, ...(style ? { style } : {}) });
const options = [option('Red'), option('Green'), option('Blue')];

/** One message for each kind of display block, by name. `user` is mentioned in some. */
export function everyBlock(user: string): Record<string, object[]> {
  return {
    text: [
      { type: 'header', text: plain('A header :mountain:') },
      {
        type: 'section',
        text: mrkdwn(
          `*bold* _italic_ ~strike~ \`code\` <https://example.com|a link> <@${user}> <!here> :tada:\n> quoted\n\`\`\`let x = 1 &lt; 2;\`\`\`` +
            '\n<!date^1795555800^{date_short_pretty} at {time}|30 Nov, 09:30 GMT>',
        ),
        accessory: { type: 'overflow', action_id: 'more', options: [option('Edit'), option('Remove')] },
      },
      { type: 'section', fields: [mrkdwn('*When*\nTuesday'), mrkdwn('*Where*\nRoom 4')] },
      { type: 'divider' },
      {
        type: 'context',
        elements: [
          { type: 'image', image_url: 'https://example.com/mark.png', alt_text: 'a mark' },
          mrkdwn('Context with *emphasis*'),
        ],
      },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'accept', text: plain('Accept'), style: 'primary', value: '7' },
          {
            type: 'button',
            action_id: 'drop',
            text: plain('Drop it'),
            style: 'danger',
            confirm: {
              title: plain('Drop it?'),
              text: plain('It will be gone.'),
              confirm: plain('Yes, drop'),
              deny: plain('Keep'),
            },
          },
          { type: 'static_select', action_id: 'colour', placeholder: plain('A colour'), options },
          { type: 'datepicker', action_id: 'day', placeholder: plain('A day') },
        ],
      },
      {
        type: 'image',
        image_url: 'https://example.com/hill.png',
        alt_text: 'A hill in the evening',
        title: plain('The hill'),
      },
    ],
    rich: [
      rich(
        {
          type: 'rich_text_section',
          elements: [
            sentence('Bold', { bold: true }),
            sentence(' and '),
            sentence('code', { code: true }),
            sentence(' for '),
            { type: 'user', user_id: user },
            sentence(' '),
            { type: 'emoji', name: 'wave' },
            sentence(' '),
            { type: 'link', url: 'https://example.com', text: 'link' },
            sentence(' '),
            { type: 'broadcast', range: 'channel' },
            sentence(' '),
            { type: 'color', value: '#1f7a70' },
            sentence(' '),
            { type: 'date', timestamp: 1795555800, format: '{date_long}', fallback: '30 Nov' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: [
            { type: 'rich_text_section', elements: [sentence('First')] },
            { type: 'rich_text_section', elements: [sentence('Second')] },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'bullet',
          indent: 1,
          elements: [{ type: 'rich_text_section', elements: [sentence('Inner')] }],
        },
        { type: 'rich_text_quote', elements: [sentence('Quoted words')] },
        { type: 'rich_text_preformatted', elements: [sentence('const a = "<b>";')] },
      ),
    ],
    markdown: [
      {
        type: 'markdown',
        text: '# Title\n\nSome **bold** and <b>tags</b>.\n\n- one\n- two\n\n| A | B |\n|---|---|\n| 1 | 2 |',
      },
    ],
    table: [
      {
        type: 'table',
        column_settings: [{ align: 'left' }, { align: 'right' }],
        rows: [
          [
            { type: 'raw_text', text: 'Pair' },
            { type: 'raw_text', text: 'Meetings' },
          ],
          [
            { type: 'raw_text', text: 'Ada and Ben' },
            { type: 'raw_text', text: '4' },
          ],
        ],
      },
    ],
    data_table: [
      {
        type: 'data_table',
        caption: 'Meetings per month',
        page_size: 2,
        rows: [
          [
            { type: 'raw_text', text: 'Month' },
            { type: 'raw_text', text: 'Count' },
          ],
          ...['January', 'February', 'March', 'April', 'May'].map((month, at) => [
            { type: 'raw_text', text: month },
            { type: 'raw_number', value: at * 3 + 1, text: String(at * 3 + 1) },
          ]),
        ],
      },
    ],
    charts: [chart('bar'), chart('line')],
    more_charts: [
      chart('area'),
      {
        type: 'data_visualization',
        title: 'Mood',
        chart: {
          type: 'pie',
          segments: [
            { label: 'Good', value: 8 },
            { label: 'So so', value: 3 },
            { label: 'Bad', value: 1 },
          ],
        },
      },
    ],
    cards: [
      { ...card('One card'), block_id: 'single' },
      { type: 'carousel', elements: [card('First'), card('Second'), card('Third')] },
    ],
    container: [
      {
        type: 'container',
        title: plain('Details'),
        subtitle: plain('Folded at first'),
        is_collapsible: true,
        default_collapsed: true,
        child_blocks: [{ type: 'section', text: mrkdwn('Inside the *container*') }],
      },
    ],
    feedback: [
      { type: 'section', text: mrkdwn('An answer to rate') },
      {
        type: 'context_actions',
        elements: [
          {
            type: 'feedback_buttons',
            action_id: 'rate',
            positive_button: { text: plain('Good'), value: 'good' },
            negative_button: { text: plain('Bad'), value: 'bad' },
          },
          { type: 'icon_button', action_id: 'bin', icon: 'trash', text: plain('Throw away') },
        ],
      },
    ],
    video: [
      {
        type: 'video',
        alt_text: 'A walk up the hill',
        title: plain('The walk'),
        thumbnail_url: 'https://example.com/still.png',
        video_url: 'https://example.com/embed',
        provider_name: 'Hills',
      },
    ],
    question: [
      {
        type: 'input',
        block_id: 'how',
        label: plain('How did it go?'),
        element: { type: 'plain_text_input', action_id: 'words' },
      },
      { type: 'actions', elements: [{ type: 'button', action_id: 'answer', text: plain('Answer') }] },
    ],
    plan: [
      {
        type: 'plan',
        title: 'Get ready',
        tasks: [
          { type: 'task_card', task_id: 'a', title: 'Read the notes', status: 'complete' },
          {
            type: 'task_card',
            task_id: 'b',
            title: 'Write the agenda',
            status: 'in_progress',
            details: rich({ type: 'rich_text_section', elements: [sentence('Three items')] }),
          },
          { type: 'task_card', task_id: 'c', title: 'Book a room', status: 'error' },
        ],
      },
    ],
  };
}

function chart(type: string) {
  const categories = ['W1', 'W2', 'W3'];
  const series = [
    { name: 'Planned', data: categories.map((label, at) => ({ label, value: 10 + at })) },
    { name: 'Met', data: categories.map((label, at) => ({ label, value: 6 + at * 3 })) },
  ];
  return {
    type: 'data_visualization',
    title: `Meetings (${type})`,
    chart: { type, series, axis_config: { categories, x_label: 'Week', y_label: 'Meetings' } },
  };
}

function card(title: string) {
  return {
    type: 'card',
    title: mrkdwn(`*${title}*`),
    subtitle: mrkdwn('with a subtitle'),
    body: mrkdwn('The body of the card'),
    actions: [
      { type: 'button', action_id: `card_${title.toLowerCase().replace(' ', '_')}`, text: plain(`Open ${title}`) },
    ],
  };
}

/** Attachments of the old kind and with blocks. */
export function attachments(): object[] {
  return [
    {
      color: '#36a64f',
      fallback: 'Report',
      pretext: 'Before',
      title: 'Report of the week',
      title_link: 'https://example.com/report',
      text: 'All is *well*',
      mrkdwn_in: ['text'],
      fields: [
        { title: 'Pairs', value: '12', short: true },
        { title: 'Met', value: '9', short: true },
      ],
      footer: 'Kitchen',
    },
    { color: 'danger', blocks: [{ type: 'section', text: mrkdwn('A *block* inside') }] },
  ];
}

/** One input block for each kind of input element; the block_id is the element's type. */
export function everyInput(): object[] {
  const input = (label: string, element: { type: string }, more = {}) => ({
    type: 'input',
    block_id: element.type,
    optional: true,
    label: plain(label),
    element: { action_id: 'value', ...element },
    ...more,
  });
  return [
    input('Plain', { type: 'plain_text_input', max_length: 20 } as never, {
      optional: false,
      hint: plain('A few words'),
    }),
    input('E-mail', { type: 'email_text_input' }),
    input('Address', { type: 'url_text_input' }),
    input('Number', { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '9' } as never),
    input('Date', { type: 'datepicker' }),
    input('Time', { type: 'timepicker' }),
    input('Moment', { type: 'datetimepicker' }),
    input('Colour', { type: 'static_select', options } as never),
    input('Colours', { type: 'multi_static_select', options } as never),
    input('Topic', { type: 'external_select', action_id: 'topic', min_query_length: 1 } as never),
    input('Topics', { type: 'multi_external_select', action_id: 'topic', min_query_length: 1 } as never),
    input('Person', { type: 'users_select' }),
    input('People', { type: 'multi_users_select', max_selected_items: 2 } as never),
    input('Conversation', { type: 'conversations_select' }),
    input('Conversations', { type: 'multi_conversations_select' }),
    input('Channel', { type: 'channels_select' }),
    input('Channels', { type: 'multi_channels_select' }),
    input('Checks', { type: 'checkboxes', options } as never),
    input('One of', { type: 'radio_buttons', options } as never),
    input('Rich words', { type: 'rich_text_input' }),
    input('Files', { type: 'file_input', max_files: 2 } as never),
  ];
}
