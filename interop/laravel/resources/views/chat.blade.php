<!DOCTYPE html>
<html>
<head>
    <meta charset="utf-8">
    <meta name="csrf-token" content="{{ csrf_token() }}">
    <title>Chat</title>
    {{-- What the driver redis publishes comes by Socket.IO, as from laravel-echo-server. --}}
    @php($isSocketIo = config('broadcasting.default') === 'redis')
    <script src="/assets/{{ $isSocketIo ? 'socket.io' : 'pusher' }}.js"></script>
    <script src="/assets/echo.js"></script>
</head>
<body>
    <div id="messages"></div>
    <div id="orders"></div>
    <div id="here"></div>
    <div id="typing"></div>
    <div id="notifications"></div>
    <form id="form">
        <input id="username" value="{{ $user['name'] ?? 'Guest' }}">
        <input id="message">
        <button>Send</button>
    </form>
    <script>
        const token = document.querySelector('meta[name="csrf-token"]').content;
        @if ($isSocketIo)
        window.echo = new Echo.default({
            broadcaster: 'socket.io',
            client: io,
            host: 'http://{{ config('broadcasting.connections.pusher.options.host') }}:{{ config('broadcasting.connections.pusher.options.port') }}',
            csrfToken: token,
            // The hub is of another origin: without it clients since 3 keep the cookie of the session to themselves.
            withCredentials: true,
        });
        @else
        window.echo = new Echo.default({
            broadcaster: 'pusher',
            Pusher,
            key: @json(config('broadcasting.connections.pusher.key')),
            cluster: 'mt1',
            wsHost: @json(config('broadcasting.connections.pusher.options.host')),
            wsPort: @json((int) config('broadcasting.connections.pusher.options.port')),
            forceTLS: false,
            disableStats: true,
            enabledTransports: ['ws', 'wss'],
            csrfToken: token,
        });
        @endif
        const add = (id, text) => {
            const line = document.createElement('div');
            line.textContent = text;
            document.getElementById(id).append(line);
        };
        echo.channel('chat').listen('.message.sent', (event) => add('messages', `${event.username}: ${event.message}`));
        @isset($user)
        echo.private('orders.7').listen('OrderShipped', (event) => add('orders', event.carrier)).error(({ status }) => add('orders', `refused ${status}`));
        window.warehouse = echo.join('warehouse')
            .here((users) => add('here', users.map(({ name }) => name).join(', ')))
            .joining(({ name }) => add('here', `+${name}`))
            .leaving(({ name }) => add('here', `-${name}`))
            .listenForWhisper('typing', ({ name }) => add('typing', name));
        echo.private('App.Models.User.{{ $user['id'] }}').notification(({ type, text }) => add('notifications', `${type}: ${text}`));
        @endisset
        document.getElementById('form').addEventListener('submit', async (event) => {
            event.preventDefault();
            const answer = await fetch('/send-message', {
                method: 'POST',
                headers: {
                    'Content-Type': 'application/json',
                    Accept: 'application/json',
                    'X-CSRF-TOKEN': token,
                    'X-Socket-ID': echo.socketId(),
                },
                body: JSON.stringify({
                    username: document.getElementById('username').value,
                    message: document.getElementById('message').value,
                }),
            });
            document.title = `answered ${answer.status}`;
        });
    </script>
</body>
</html>
