package scenarios

import (
	"context"
	"errors"
	"fmt"
	"os"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/mongo/writeconcern"
)

func orders(client *mongo.Client) *mongo.Collection {
	return client.Database("shop").Collection("orders")
}

func one(ctx context.Context, client *mongo.Client) error {
	if _, err := orders(client).InsertOne(ctx, bson.D{{Key: "_id", Value: 1}, {Key: "mail", Value: "secret@example.com"}}); err != nil {
		return err
	}
	var order struct{ Mail string }
	if err := orders(client).FindOne(ctx, bson.D{{Key: "mail", Value: "secret@example.com"}}).Decode(&order); err != nil {
		return err
	}
	err := orders(client).FindOne(ctx, bson.D{{Key: "_id", Value: 99}}).Err()
	if !errors.Is(err, mongo.ErrNoDocuments) {
		return fmt.Errorf("got %v", err)
	}
	return nil
}

func many(ctx context.Context, client *mongo.Client) error {
	items := client.Database("shop").Collection("items")
	if _, err := items.InsertMany(ctx, []any{bson.D{{Key: "n", Value: 1}}, bson.D{{Key: "n", Value: 2}}, bson.D{{Key: "n", Value: 3}}}); err != nil {
		return err
	}
	filter := bson.D{{Key: "n", Value: bson.D{{Key: "$in", Value: bson.A{1, 2, 3}}}}}
	cursor, err := items.Find(ctx, filter, options.Find().SetBatchSize(2))
	if err != nil {
		return err
	}
	var all []bson.D
	if err := cursor.All(ctx, &all); err != nil {
		return err
	}
	if len(all) != 3 {
		return fmt.Errorf("found %d", len(all))
	}
	return nil
}

// closed leaves a cursor before its end.
func closed(ctx context.Context, client *mongo.Client) error {
	cursor, err := client.Database("shop").Collection("items").Find(ctx, bson.D{}, options.Find().SetBatchSize(1))
	if err != nil {
		return err
	}
	return cursor.Close(ctx)
}

func bulk(ctx context.Context, client *mongo.Client) error {
	byID := func(id int) bson.D { return bson.D{{Key: "_id", Value: id}} }
	paid := bson.D{{Key: "$set", Value: bson.D{{Key: "paid", Value: true}}}}
	_, err := client.Database("shop").Collection("bulk").BulkWrite(ctx, []mongo.WriteModel{
		mongo.NewInsertOneModel().SetDocument(byID(1)),
		mongo.NewInsertOneModel().SetDocument(byID(2)),
		mongo.NewUpdateOneModel().SetFilter(byID(1)).SetUpdate(paid),
		mongo.NewUpdateOneModel().SetFilter(byID(2)).SetUpdate(paid),
		mongo.NewDeleteOneModel().SetFilter(byID(1)),
	})
	return err
}

func commands(ctx context.Context, client *mongo.Client) error {
	items := client.Database("shop").Collection("items")
	pipeline := mongo.Pipeline{
		{{Key: "$match", Value: bson.D{{Key: "n", Value: bson.D{{Key: "$gt", Value: 1}}}}}},
		{{Key: "$sort", Value: bson.D{{Key: "n", Value: 1}}}},
	}
	cursor, err := items.Aggregate(ctx, pipeline)
	if err != nil {
		return err
	}
	if err := cursor.Close(ctx); err != nil {
		return err
	}
	if _, err := items.UpdateOne(ctx, bson.D{{Key: "n", Value: 1}}, bson.D{{Key: "$set", Value: bson.D{{Key: "m", Value: 2}}}}); err != nil {
		return err
	}
	if err := items.FindOneAndDelete(ctx, bson.D{{Key: "n", Value: 1}}).Err(); err != nil {
		return err
	}
	if _, err := items.EstimatedDocumentCount(ctx); err != nil {
		return err
	}
	if err := items.Drop(ctx); err != nil {
		return err
	}
	return client.Ping(ctx, nil)
}

func duplicate(ctx context.Context, client *mongo.Client) error {
	collection := client.Database("shop").Collection("unique")
	document := bson.D{{Key: "_id", Value: "secret"}}
	if _, err := collection.InsertOne(ctx, document); err != nil {
		return err
	}
	_, err := collection.InsertOne(ctx, document)
	return wantError(err)
}

func unknown(ctx context.Context, client *mongo.Client) error {
	return wantError(client.Database("shop").RunCommand(ctx, bson.D{{Key: "createUser", Value: "secret"}, {Key: "pwd", Value: "secret"}}).Err())
}

// session starts a transaction, which the server of the test does not know.
func session(ctx context.Context, client *mongo.Client) error {
	s, err := client.StartSession()
	if err != nil {
		return err
	}
	defer s.EndSession(ctx)
	_, err = s.WithTransaction(ctx, func(ctx context.Context) (any, error) {
		return orders(client).InsertOne(ctx, bson.D{{Key: "_id", Value: 7}})
	})
	return wantError(err)
}

func unacknowledged(ctx context.Context, client *mongo.Client) error {
	collection := client.Database("shop").Collection("loose", options.Collection().SetWriteConcern(writeconcern.Unacknowledged()))
	_, err := collection.InsertOne(ctx, bson.D{{Key: "_id", Value: 1}})
	return err
}

func cancelled(ctx context.Context, client *mongo.Client) error {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	return wantError(orders(client).FindOne(ctx, bson.D{}).Err())
}

func refused(ctx context.Context, client *mongo.Client) error {
	return wantError(orders(client).FindOne(ctx, bson.D{}).Err())
}

type unwilling struct{}

func (unwilling) MarshalBSON() ([]byte, error) { panic("unwilling") }

// marshal panics in code of the application that the driver calls, before there is anything to send.
func marshal(ctx context.Context, client *mongo.Client) (err error) {
	defer func() {
		if recover() == nil {
			err = errors.New("no panic")
		}
	}()
	_, err = orders(client).InsertOne(ctx, unwilling{})
	return err
}

func startled(context.Context, *event.CommandStartedEvent) { panic("startled") }

// monitored panics in a monitor of the application.
func monitored(ctx context.Context, client *mongo.Client) (err error) {
	defer func() {
		if recover() == nil {
			err = errors.New("no panic")
		}
	}()
	return orders(client).FindOne(ctx, bson.D{}).Err()
}

// ended closes a client inside of a request.
func ended(ctx context.Context, _ *mongo.Client) error {
	client := connect(os.Getenv("MONGO_ADDR"), nil)
	if err := client.Ping(ctx, nil); err != nil {
		return err
	}
	return client.Disconnect(ctx)
}

func wantError(err error) error {
	if err == nil {
		return errors.New("no error")
	}
	return nil
}
