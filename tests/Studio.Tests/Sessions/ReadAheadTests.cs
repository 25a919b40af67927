using System.Runtime.CompilerServices;

namespace SemCom.Studio.Tests.Sessions;

public class ReadAheadTests
{
    private int _read;
    private bool _isClosed;

    [Fact]
    public async Task ItReadsSoManyAhead_InOrder_AndStopsWithItsReader()
    {
        var shown = new List<int>();
        await foreach (var picture in ReadAhead.Of(token => Pictures(1000, token), 4, TestContext.Current.CancellationToken))
        {
            shown.Add(picture.Width);
            await Task.Delay(20, TestContext.Current.CancellationToken);
            // What waits, what is in the writer's hands and what the reader has.
            Assert.InRange(Volatile.Read(ref _read), 0, shown.Count + 4 + 1);
            if (shown.Count == 5)
                break;
        }

        Assert.Equal(Enumerable.Range(1, 5), shown);
        Assert.InRange(_read, 8, 11);
        Assert.True(_isClosed);
    }

    [Fact]
    public async Task AFailure_ComesAfterThePicturesBeforeIt()
    {
        var shown = 0;
        var error = await Assert.ThrowsAsync<SemComException>(async () =>
        {
            await foreach (var _ in ReadAhead.Of(token => Pictures(-3, token), 8, TestContext.Current.CancellationToken))
                shown++;
        });
        Assert.Equal("damaged", error.Message);
        Assert.Equal(3, shown);
    }

    private async IAsyncEnumerable<Picture> Pictures(int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (var i = 1; i <= Math.Abs(count); i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                Interlocked.Increment(ref _read);
                yield return new Picture(i, 1, new byte[3 * i]);
            }
            if (count < 0)
                throw new SemComException("damaged");
        }
        finally
        {
            _isClosed = true;
        }
    }
}
