// bin/chat-server.php
// (这是一个独立的 PHP 脚本，需要独立运行)

use Ratchet\MessageComponentInterface;
use Ratchet\ConnectionInterface;
use Ratchet\Http\HttpServer;
use Ratchet\Server\IoServer;
use Ratchet\WebSocket\WsServer;
use Symfony\Component\Dotenv\Dotenv; // 如果需要加载 .env 变量

require dirname(__DIR__).'/vendor/autoload.php'; // 根据实际项目路径调整

// 如果需要加载 .env 变量 (例如数据库连接，或者 Redis 配置)
if (file_exists(dirname(__DIR__).'/.env')) {
    (new Dotenv())->loadEnv(dirname(__DIR__).'/.env');
}

class Chat implements MessageComponentInterface {
    protected $clients;
    protected $redis; // 用于与 Symfony 应用通信

    public function __construct() {
        $this->clients = new \SplObjectStorage;
        echo "Ratchet Chat Server started.\n";

        // 假设使用 Redis 作为消息队列
        // 实际项目中，这里会连接到 Redis，并订阅一个通道
        // $this->redis = new \Redis();
        // $this->redis->connect(getenv('REDIS_HOST', '127.0.0.1'), getenv('REDIS_PORT', 6379));
        // $this->redis->subscribe(['chat_messages'], function($redis, $channel, $message) {
        //     // 当从 Redis 收到消息时，将其转发给所有连接的客户端
        //     foreach ($this->clients as $client) {
        //         $client->send($message);
        //     }
        // });
    }

    public function onOpen(ConnectionInterface $conn) {
        $this->clients->attach($conn);
        echo "New connection! ({$conn->resourceId})\n";
    }

    public function onMessage(ConnectionInterface $from, $msg) {
        $numRecv = count($this->clients) - 1;
        echo sprintf('Connection %d sending message "%s" to %d other connection%s' . "\n", $from->resourceId, $msg, $numRecv, $numRecv == 1 ? '' : 's');

        // 将消息广播给所有连接的客户端
        foreach ($this->clients as $client) {
            if ($from !== $client) { // 不发送给自己
                $client->send($msg);
            }
        }
    }

    public function onClose(ConnectionInterface $conn) {
        $this->clients->detach($conn);
        echo "Connection {$conn->resourceId} has disconnected\n";
    }

    public function onError(ConnectionInterface $conn, \Exception $e) {
        echo "An error has occurred: {$e->getMessage()}\n";
        $conn->close();
    }
}

// 创建 WebSocket 服务器，监听 8080 端口
$server = IoServer::factory(
    new HttpServer(
        new WsServer(
            new Chat()
        )
    ),
    8080 // WebSocket 端口
);

$server->run();
