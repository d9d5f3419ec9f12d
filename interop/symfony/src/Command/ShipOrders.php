<?php

namespace App\Command;

use App\Message\OrderShipped;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;
use Symfony\Component\Messenger\MessageBusInterface;
use Symfony\Component\Messenger\Stamp\DelayStamp;

/** Orders 1 to --count, each a message of its own. */
#[AsCommand(name: 'orders:ship')]
final class ShipOrders extends Command
{
    public function __construct(private MessageBusInterface $bus)
    {
        parent::__construct();
    }

    protected function configure(): void
    {
        $this->addArgument('carrier', InputArgument::REQUIRED)
            ->addOption('count', null, InputOption::VALUE_REQUIRED, '', 1)
            ->addOption('delay', null, InputOption::VALUE_REQUIRED, 'ms', 0);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $delay = (int) $input->getOption('delay');
        $stamps = 0 === $delay ? [] : [new DelayStamp($delay)];
        for ($order = 1; $order <= (int) $input->getOption('count'); ++$order) {
            $this->bus->dispatch(new OrderShipped($order, $input->getArgument('carrier')), $stamps);
        }

        return Command::SUCCESS;
    }
}
